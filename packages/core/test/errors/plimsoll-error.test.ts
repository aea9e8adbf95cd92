import { describe, expect, test } from 'vitest';
import { misuse, PlimsollError } from '../../src/index.ts';

const thrown = (run: () => unknown): unknown => {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('PlimsollError', () => {
  test('says where, what was received and what to do', () => {
    const cause = new RangeError('low level');
    const error = thrown(() =>
      misuse('risk/bad-cap', ['limits', 2, 'max'], Number.NaN, 'Give a finite cap.', cause),
    );
    expect(error).toMatchObject({
      name: 'PlimsollError',
      code: 'risk/bad-cap',
      path: ['limits', 2, 'max'],
      received: Number.NaN,
      remedy: 'Give a finite cap.',
      cause,
      message: 'risk/bad-cap at limits.2.max: received NaN. Give a finite cap.',
    });
  });

  test.each([
    ['a "quoted" text', '"a \\"quoted\\" text"'],
    [-0, '-0'],
    [undefined, 'undefined'],
    [null, 'null'],
    [true, 'true'],
    [12n, '12'],
    [() => 1, 'a function'],
    [[1, 2, 3], 'an array of 3'],
    [{ a: 1, b: 2 }, 'an object with a, b'],
    [{}, 'an object with no fields'],
  ])('describes a received value without dumping it: %s', (received, description) => {
    const error = thrown(() => misuse('core/x', [], received, 'Mend it.'));
    expect((error as Error).message).toBe(`core/x: received ${description}. Mend it.`);
    expect((error as Error).cause).toBeUndefined();
  });

  test('is recognised by name and shape, so that copies of the package agree', () => {
    const own = thrown(() => misuse('core/x', [], 1, 'Mend it.'));
    const foreign = { name: 'PlimsollError', code: 'core/x', path: [], received: 1, remedy: '' };
    expect(PlimsollError.is(own)).toBe(true);
    expect(PlimsollError.is(foreign)).toBe(true);
    expect(PlimsollError.is(new Error('core/x'))).toBe(false);
    expect(PlimsollError.is({ ...foreign, path: 'limits' })).toBe(false);
    expect(PlimsollError.is({ ...foreign, code: 1 })).toBe(false);
    expect(PlimsollError.is({ ...foreign, remedy: null })).toBe(false);
    expect(PlimsollError.is(null)).toBe(false);
    expect(PlimsollError.is('PlimsollError')).toBe(false);
  });
});
