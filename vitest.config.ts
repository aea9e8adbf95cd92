import { readdirSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const floor = { lines: 95, branches: 90 };

export default defineConfig({
  // Resolve workspace packages to their sources, so tests need no build.
  ssr: { resolve: { conditions: ['@plimsoll/source'] } },
  test: {
    include: ['packages/*/test/**/*.test.ts', 'examples/*/test/**/*.test.ts'],
    setupFiles: ['tools/vitest-setup.ts'],
    isolate: false, // re-importing per file costs ten times the tests; no test mutates globals
    sequence: { shuffle: true },
    testTimeout: 30_000, // a synchronous property cannot be interrupted
    coverage: {
      provider: 'v8',
      reporter: [['text', { skipFull: true }], 'html'],
      include: ['packages/*/src/**'],
      // Each package by itself: a thorough one must not lend its tests to a careless one.
      thresholds: {
        ...floor,
        ...Object.fromEntries(
          readdirSync('packages').map((name) => [`packages/${name}/src/**`, floor]),
        ),
      },
    },
    benchmark: { include: ['packages/*/bench/**/*.bench.ts'] },
  },
});
