import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

const root = resolve(import.meta.dirname, '../../../..');
const shared = process.env['PLIMSOLL_SHARED'] ?? resolve(root, '../shared');

/** Whether the folder with the market series is there; says so when it is not. */
export function haveShared(...paths: readonly string[]): boolean {
  const missing = paths.filter((path) => !existsSync(resolve(shared, path)));
  for (const path of missing) console.warn(`SKIPPED: ${resolve(shared, path)} is absent`);
  return missing.length === 0;
}

/** A file of the shared folder as text, unzipped where its name ends in `.gz`. */
export function readShared(path: string): string {
  const bytes = readFileSync(resolve(shared, path));
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** The columns of a shared CSV by header, as text, without the header row. */
export function readSharedColumns(path: string): Readonly<Record<string, readonly string[]>> {
  const rows = readShared(path)
    .trim()
    .split('\n')
    .map((row) => row.split(','));
  const [header = [], ...body] = rows;
  return Object.fromEntries(header.map((name, c) => [name, body.map((row) => row[c] ?? '')]));
}
