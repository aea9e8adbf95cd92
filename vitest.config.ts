import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Resolve workspace packages to their sources, so tests need no build.
  ssr: { resolve: { conditions: ['@plimsoll/source'] } },
  test: {
    include: ['packages/*/test/**/*.test.ts', 'examples/*/test/**/*.test.ts'],
    isolate: false,
    sequence: { shuffle: true },
    testTimeout: 30_000,
    coverage: {
      provider: 'v8',
      include: ['packages/*/src/**'],
      exclude: ['**/src/*.ts', 'packages/core/src/{events,domain}/**'],
      thresholds: { lines: 95, branches: 90 },
    },
    benchmark: { include: ['packages/*/bench/**/*.bench.ts'] },
  },
});
