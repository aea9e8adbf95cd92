import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const root = process.env['PLIMSOLL_SHARED'] ?? join(import.meta.dirname, '../../../../../shared');

/** Whether the shared reference series are there; says so once when they are not. */
export const hasShared: boolean = existsSync(join(root, 'refs/regime'));
if (!hasShared) console.warn(`regime: no shared series under ${root}; tests that need them skip.`);

/** Columns of a CSV (or gzipped CSV) with a header, as rows of numbers. */
export function sharedColumns(path: string, columns: readonly string[]): number[][] {
  const raw = readFileSync(join(root, path));
  const text = (path.endsWith('.gz') ? gunzipSync(raw) : raw).toString('utf8').trim();
  const [header, ...lines] = text.split('\n').map((line) => line.trim().split(','));
  const at = columns.map((column) => (header as string[]).indexOf(column));
  return lines.map((cells) => at.map((index) => Number(cells[index])));
}

/** A JSON file among the shared ones. */
export function sharedJson<Content>(path: string): Content {
  return JSON.parse(readFileSync(join(root, path), 'utf8')) as Content;
}
