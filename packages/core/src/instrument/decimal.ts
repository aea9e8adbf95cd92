import type { Decimal } from '../domain/units.ts';
import { misuse } from '../errors/misuse.ts';
import type { ErrorPath } from '../errors/plimsoll-error.ts';

/** An exact decimal: `coefficient × 10^-scale`. */
export interface ScaledDecimal {
  /** All digits as one whole number. */
  readonly coefficient: bigint;
  /** Digits after the point, ≥ 0. */
  readonly scale: number;
}

/** How a value between two grid points is settled; `nearest` sends ties away from zero. */
export type GridRounding = 'down' | 'up' | 'nearest' | 'exact';

const pattern = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * Reads a decimal exactly. Besides canonical text it takes what exchanges send: a leading `+`,
 * trailing zeros (`0.00100000`), an exponent (`1e-8`). A number is read to the 15 significant digits
 * that every double carries, so `0.1 + 0.2` is `0.3`; safe integers are read whole.
 *
 * @throws PlimsollError `core/invalid-decimal` on anything else.
 */
export function parseDecimal(text: Decimal | number, path: ErrorPath = []): ScaledDecimal {
  if (Number.isSafeInteger(text)) return { coefficient: BigInt(text), scale: 0 };
  const source =
    typeof text === 'number' && Number.isFinite(text) ? text.toPrecision(15) : String(text);
  const match = pattern.exec(source);
  if (match === null) {
    return misuse('core/invalid-decimal', path, text, 'Give a decimal such as "0.001" or "25".');
  }
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const digits = BigInt(whole + fraction);
  const coefficient = sign === '-' ? -digits : digits;
  const scale = fraction.length - Number(exponent);
  return scale >= 0
    ? reduced(coefficient, scale)
    : { coefficient: coefficient * ten(-scale), scale: 0 };
}

/** The canonical text: no exponent, no leading `+`, no trailing zeros, never `-0`. */
export function formatDecimal({ coefficient, scale }: ScaledDecimal): Decimal {
  const value = reduced(coefficient, scale);
  const negative = value.coefficient < 0n;
  const digits = String(negative ? -value.coefficient : value.coefficient).padStart(
    value.scale + 1,
    '0',
  );
  const point = digits.length - value.scale;
  const fraction = value.scale === 0 ? '' : `.${digits.slice(point)}`;
  return `${negative ? '-' : ''}${digits.slice(0, point)}${fraction}`;
}

/** `10^exponent`, exactly. */
export function ten(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}

const reduced = (coefficient: bigint, scale: number): ScaledDecimal => {
  let c = coefficient;
  let s = scale;
  while (s > 0 && c % 10n === 0n) {
    c /= 10n;
    s -= 1;
  }
  return { coefficient: c, scale: s };
};

/** How many whole `step`s make up `value`; `null` when `rounding` is `exact` and none do. */
export function stepsIn(
  value: ScaledDecimal,
  step: ScaledDecimal,
  rounding: GridRounding,
): bigint | null {
  const numerator = value.coefficient * ten(step.scale);
  const denominator = step.coefficient * ten(value.scale);
  const truncated = numerator / denominator;
  const rest = numerator - truncated * denominator;
  if (rest === 0n) return truncated;
  const away = truncated + (rest < 0n ? -1n : 1n);
  if (rounding === 'exact') return null;
  if (rounding === 'nearest') {
    const twice = (rest < 0n ? -rest : rest) * 2n;
    return twice >= denominator ? away : truncated;
  }
  const below = rest < 0n ? away : truncated;
  return rounding === 'down' ? below : below + 1n;
}
