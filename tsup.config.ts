import { defineConfig } from 'tsup';

// Every package builds alike: run from the package directory with `tsup --config ../../tsup.config.ts`.
export default defineConfig({
  entry: ['src/*.ts'], // files directly in src are exactly the public entries
  splitting: true, // without it CJS entries duplicate module identities
  format: ['esm', 'cjs'],
  target: 'es2022',
  removeNodeProtocol: false, // bundlers know `node:fs` as a built-in, `fs` only by luck
  sourcemap: true,
  clean: true,
  silent: true, // errors still show
  // tsup 8 sets `baseUrl`, which TypeScript 6 deprecates.
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
});
