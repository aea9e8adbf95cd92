import { closeSync, openSync, readSync } from 'node:fs';

const chunkBytes = 1 << 16;
const lineFeed = 0x0a;

// A byte order mark is content here, and bytes that are no UTF-8 must not look like text that is.
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lossy = new TextDecoder('utf-8', { ignoreBOM: true });

const decode = (bytes: Uint8Array): string => {
  try {
    return strict.decode(bytes);
  } catch {
    return `${lossy.decode(bytes)} (not UTF-8)`;
  }
};

/**
 * Lines of a file without their line feeds, read as they are asked for. A last line without a line
 * feed is included. Lines that are no UTF-8 carry a remark, so that no chain accepts them.
 */
export function* readLines(path: string): Generator<string, void, undefined> {
  const file = openSync(path, 'r');
  try {
    const chunk = new Uint8Array(chunkBytes);
    let rest: Uint8Array = new Uint8Array(0);
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) {
      const bytes = new Uint8Array(rest.length + read);
      bytes.set(rest);
      bytes.set(chunk.subarray(0, read), rest.length);
      let start = 0;
      for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, start)) {
        yield decode(bytes.subarray(start, end));
        start = end + 1;
      }
      rest = bytes.subarray(start);
    }
    if (rest.length > 0) yield decode(rest);
  } finally {
    closeSync(file);
  }
}
