import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../../..');
const shared = process.env['PLIMSOLL_SHARED'] ?? resolve(root, '../shared');

/** Whether a file of the shared folder is there; says so when it is not. */
export function haveShared(path: string): boolean {
  const there = existsSync(resolve(shared, path));
  if (!there) console.warn(`SKIPPED: ${resolve(shared, path)} is absent`);
  return there;
}

/** The columns of a shared CSV by header, as text, without the header row. */
export function readSharedColumns(path: string): Readonly<Record<string, readonly string[]>> {
  const rows = readFileSync(resolve(shared, path), 'utf8')
    .trim()
    .split('\n')
    .map((row) => row.trim().split(','));
  const [header = [], ...body] = rows;
  return Object.fromEntries(header.map((name, c) => [name, body.map((row) => row[c] ?? '')]));
}
