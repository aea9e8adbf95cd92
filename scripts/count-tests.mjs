// For .ci/run: what vitest's JSON report counted, as the line `N passed, N failed`. A run that ended badly without
// a failed test (a file that does not load, an error between tests) counts as one failure.
import { existsSync } from 'node:fs';
import { readJson } from './workspace.mjs';

const [report, status] = process.argv.slice(2);
const counts = existsSync(report) ? readJson(report) : {};
const passed = counts.numPassedTests ?? 0;
const failed = Math.max(counts.numFailedTests ?? 0, status === '0' && passed > 0 ? 0 : 1);
const skipped = counts.numPendingTests ?? 0;
if (skipped > 0) console.log(`${skipped} tests were skipped; their warnings above say why.`);
console.log(`${passed} passed, ${failed} failed`);
