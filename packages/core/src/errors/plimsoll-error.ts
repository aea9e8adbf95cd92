/** Where in the caller's argument the fault sits: property names and list indices, outermost first. */
export type ErrorPath = readonly (string | number)[];

/** What {@link misuse} needs to describe one misuse completely. */
export interface PlimsollErrorDetails {
  /** Stable identifier `package/kebab-case`, e.g. `optimizer/unknown-asset`. Safe to switch on. */
  readonly code: string;
  /** Location of the offending value inside the argument. */
  readonly path: ErrorPath;
  /** The value that was received, as given. */
  readonly received: unknown;
  /** What the caller should do, one sentence. */
  readonly remedy: string;
  /** The lower-level failure, if any. */
  readonly cause?: unknown;
}

const describe = (value: unknown): string => {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'function') return 'a function';
  if (value === null || typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `an array of ${value.length}`;
  return `an object with ${Object.keys(value).slice(0, 4).join(', ') || 'no fields'}`;
};

/**
 * The one error Plimsoll throws, always for misuse: a wrong shape, a NaN price, an unknown name.
 * Market and numerical outcomes are never thrown; they are discriminated results.
 *
 * Recognise it with {@link PlimsollError.is}, not `instanceof`: ESM and CJS copies of this package
 * have different classes.
 */
export class PlimsollError extends Error {
  /** Always `'PlimsollError'`; part of how {@link PlimsollError.is} recognises it. */
  override readonly name: string = 'PlimsollError';
  /** Stable identifier `package/kebab-case`. */
  readonly code: string;
  /** Location of the offending value inside the argument. */
  readonly path: ErrorPath;
  /** The value that was received. */
  readonly received: unknown;
  /** What to do about it. */
  readonly remedy: string;

  /** @param details - Code, path, received value and remedy; see {@link PlimsollErrorDetails}. */
  constructor(details: PlimsollErrorDetails) {
    const where = details.path.length === 0 ? '' : ` at ${details.path.join('.')}`;
    super(
      `${details.code}${where}: received ${describe(details.received)}. ${details.remedy}`,
      details.cause === undefined ? undefined : { cause: details.cause },
    );
    this.code = details.code;
    this.path = details.path;
    this.received = details.received;
    this.remedy = details.remedy;
  }

  /** Whether `value` is a Plimsoll error from any copy of this package, judged by name and shape. */
  static is(value: unknown): value is PlimsollError {
    if (value === null || typeof value !== 'object') return false;
    const error = value as Partial<PlimsollError>;
    return (
      error.name === 'PlimsollError' &&
      typeof error.code === 'string' &&
      Array.isArray(error.path) &&
      typeof error.remedy === 'string'
    );
  }
}
