// Runs inside the scratch consumer: every entry imports and requires, both formats export the same names,
// and the error class is one and the same wherever a format hands it out.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const specifiers = JSON.parse(readFileSync('specifiers.json', 'utf8'));
const problems = [];

const attempt = async (what, work) => {
  try {
    return await work();
  } catch (error) {
    problems.push(`${what}: ${error.message}`);
    return {};
  }
};

const modules = new Map();
for (const specifier of specifiers) {
  const esm = await attempt(`import '${specifier}'`, () => import(specifier));
  const cjs = await attempt(`require('${specifier}')`, () => require(specifier));
  modules.set(specifier, { esm, cjs });
  const names = { esm: Object.keys(esm).sort(), cjs: Object.keys(cjs).sort() };
  if (names.esm.length === 0) problems.push(`${specifier}: exports nothing at run time.`);
  for (const name of names.esm.filter((candidate) => esm[candidate] === undefined)) {
    problems.push(`${specifier}: export "${name}" is undefined.`);
  }
  if (names.esm.join() !== names.cjs.join()) {
    problems.push(`${specifier}: import gives ${names.esm}, require gives ${names.cjs}.`);
  }
}

const core = modules.get('@plimsoll/core');
for (const [specifier, formats] of modules) {
  for (const format of ['esm', 'cjs']) {
    const { PlimsollError } = formats[format];
    if (PlimsollError !== undefined && PlimsollError !== core[format].PlimsollError) {
      problems.push(`${specifier} (${format}): PlimsollError is another class than core's.`);
    }
  }
}

// One definition per format over all files of all packages: an entry without shared chunks would carry its own.
const scope = join('node_modules', '@plimsoll');
for (const ending of ['.js', '.cjs']) {
  const defining = readdirSync(scope).flatMap((name) =>
    readdirSync(join(scope, name, 'dist'))
      .filter((file) => file.endsWith(ending))
      .map((file) => join(scope, name, 'dist', file))
      .filter((file) => /name\s*=\s*["']PlimsollError["']/.test(readFileSync(file, 'utf8'))),
  );
  if (defining.length !== 1) {
    problems.push(
      `PlimsollError should be defined in one *${ending} file; found in: ${defining.join(', ')}.`,
    );
  }
}

const errorOf = (work) => {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
};

/** Every format throws from two entries; both copies of the class must recognise the error. */
await attempt('PlimsollError.is', () => {
  const testing = modules.get('@plimsoll/core/testing');
  for (const thrower of ['esm', 'cjs']) {
    const errors = {
      index: errorOf(() => core[thrower].checkNumber(Number.NaN, 'core/not-a-number', ['price'])),
      testing: errorOf(() => testing[thrower].createTestHost({ startAt: Number.NaN })),
    };
    for (const [entry, error] of Object.entries(errors)) {
      assert.ok(error !== undefined, `${entry} of ${thrower} throws on NaN`);
      for (const judge of ['esm', 'cjs']) {
        const { PlimsollError } = core[judge];
        const what = `${judge} against the error of ${entry} of ${thrower}`;
        assert.ok(PlimsollError.is(error), `${what}: recognised`);
        assert.equal(error instanceof PlimsollError, thrower === judge, `${what}: class identity`);
      }
    }
    assert.ok(!core[thrower].PlimsollError.is(new TypeError('other')), 'a TypeError is not ours');
  }
});

for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
