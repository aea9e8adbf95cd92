/** Every match of `pattern` with what stands around it: a failure that can be read. */
export const findings = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(new RegExp(pattern, 'gi'))].map(({ index, 0: match }) =>
    text.slice(Math.max(0, index - 60), index + match.length + 30),
  );

/** What a number that went wrong looks like in a page. */
export const BROKEN: RegExp = /\bNaN\b|\bundefined\b|\bInfinity\b/;
