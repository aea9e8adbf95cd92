import { describe, expect, test } from 'vitest';
import {
  assume,
  checkInteger,
  checkName,
  checkNumber,
  checkOneOf,
  type PlimsollError,
} from '../../src/index.ts';

const failure = (run: () => unknown): Partial<PlimsollError> => {
  try {
    run();
  } catch (error) {
    return error as PlimsollError;
  }
  return {};
};

describe('checks at the door', () => {
  test('a number passes within inclusive bounds and is returned', () => {
    expect(checkNumber(0.35, 'x/y', ['max'], { min: 0, max: 1 })).toBe(0.35);
    expect(checkNumber(0, 'x/y', [], { min: 0 })).toBe(0);
    expect(checkNumber(1, 'x/y', [], { max: 1 })).toBe(1);
    expect(checkNumber(-5, 'x/y', [])).toBe(-5);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, '1', null, undefined])(
    'no bounds let %s pass',
    (value) => {
      const bounds = { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY };
      expect(failure(() => checkNumber(value, 'x/y', ['a'], bounds)).code).toBe('x/y');
    },
  );

  test('the remedy names the bounds', () => {
    expect(failure(() => checkNumber(2, 'x/y', ['a'], { min: 0, max: 1 })).remedy).toBe(
      'Give a finite number of at least 0 and of at most 1.',
    );
    expect(failure(() => checkNumber(0, 'x/y', ['a'], { min: 0, above: true })).remedy).toBe(
      'Give a finite number above 0.',
    );
    expect(failure(() => checkNumber(2, 'x/y', ['a'], { max: 1 })).remedy).toBe(
      'Give a finite number of at most 1.',
    );
    expect(failure(() => checkNumber('a', 'x/y', ['a'])).remedy).toBe('Give a finite number.');
  });

  test('an integer must be safe and within bounds', () => {
    expect(checkInteger(20, 'x/y', ['n'], { min: 1 })).toBe(20);
    expect(failure(() => checkInteger(1.5, 'x/y', ['n'])).remedy).toBe('Give a whole number.');
    expect(failure(() => checkInteger(2 ** 53, 'x/y', ['n'])).code).toBe('x/y');
    expect(failure(() => checkInteger(0, 'x/y', ['n'], { min: 1 })).code).toBe('x/y');
  });

  test('a name is a non-empty string', () => {
    expect(checkName('AAPL', 'x/y', [])).toBe('AAPL');
    expect(failure(() => checkName('', 'x/y', ['symbol'])).path).toEqual(['symbol']);
    expect(failure(() => checkName(1, 'x/y', ['symbol'])).received).toBe(1);
  });

  test('one of a closed list', () => {
    expect(checkOneOf('buy', ['buy', 'sell'], 'x/y', [])).toBe('buy');
    expect(failure(() => checkOneOf('hold', ['buy', 'sell'], 'x/y', [])).remedy).toBe(
      'Give one of buy, sell.',
    );
  });
});

describe('assume', () => {
  type Result = { status: 'optimal'; weights: number[] } | { status: 'infeasible'; why: string };

  test('narrows to the status asked for', () => {
    const result = { status: 'optimal', weights: [1] } as Result;
    expect(assume(result, 'optimal').weights).toEqual([1]);
    expect(assume(result, 'infeasible', 'optimal').status).toBe('optimal');
  });

  test('throws with the outcome in the remedy otherwise', () => {
    const result = { status: 'infeasible', why: 'cap too low' } as Result;
    const error = failure(() => assume(result, 'optimal'));
    expect(error.code).toBe('core/unexpected-status');
    expect(error.remedy).toContain('Expected optimal');
    expect(error.remedy).toContain('cap too low');
  });
});
