// The main job end to end, as a newcomer runs it: `npm start` writes a report and a journal, `npm run replay`
// finds the journal identical, and fails once a single byte of it has changed.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { conclude, npm, root } from './workspace.mjs';

const report = join(root, 'out', 'report.html');
const journal = join(root, 'out', 'journal.jsonl');

const problems = [];
const seconds = (from) => `${((performance.now() - from) / 1000).toFixed(1)} s`;

const run = async (title, args) => {
  const from = performance.now();
  const result = await npm(['--silent', ...args], { env: { ...process.env, CI: 'true' } });
  console.log(`${title}: code ${result.code}, ${seconds(from)}`);
  return result;
};

const checkReport = () => {
  if (!existsSync(report)) return problems.push('npm start wrote no out/report.html.');
  const html = readFileSync(report, 'utf8');
  if (!html.includes('<svg')) problems.push('out/report.html has no picture.');
  if (!html.includes('prefers-color-scheme'))
    problems.push('out/report.html knows no dark scheme.');
  for (const [, address] of html.matchAll(
    /<(?:script|img|link)[^>]*(?:src|href)="((?:https?:)?\/\/[^"]+)"/g,
  )) {
    problems.push(`out/report.html loads ${address}; it must stand alone.`);
  }
  const visible = html.replace(/<(script|style)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ');
  for (const word of ['NaN', 'undefined', '[object Object]']) {
    if (visible.includes(word)) problems.push(`out/report.html shows "${word}".`);
  }
  return undefined;
};

const checkJournal = () => {
  const lines = readFileSync(journal, 'utf8').trimEnd().split('\n');
  try {
    for (const line of lines) JSON.parse(line);
  } catch (error) {
    problems.push(`out/journal.jsonl is not one JSON record a line: ${error.message}`);
  }
  console.log(`journal: ${lines.length} lines`);
};

/** One digit of one number in the middle of the file, so that the line stays valid JSON. */
const tampered = (text) => {
  const at = text.indexOf(':1', Math.floor(text.length / 2)) + 1;
  return `${text.slice(0, at)}2${text.slice(at + 1)}`;
};

rmSync(report, { force: true });
rmSync(journal, { force: true });

const start = await run('npm start', ['start']);
if (start.code !== 0) problems.push(`npm start ended with code ${start.code}:\n${start.output}`);
checkReport();

if (existsSync(journal)) {
  checkJournal();
  const replay = await run('npm run replay', ['run', 'replay']);
  if (replay.code !== 0 || !/identical/i.test(replay.output)) {
    problems.push(
      `npm run replay should find the journal identical; code ${replay.code}:\n${replay.output}`,
    );
  }
  const changed = join(root, 'out', 'journal-changed.jsonl');
  writeFileSync(changed, tampered(readFileSync(journal, 'utf8')));
  const broken = await run('npm run replay, one byte changed', ['run', 'replay', '--', changed]);
  rmSync(changed);
  if (broken.code === 0)
    problems.push(`npm run replay accepts a changed journal:\n${broken.output}`);
} else {
  problems.push('npm start wrote no out/journal.jsonl.');
}

conclude(problems, 'npm start and npm run replay do what they promise.');
