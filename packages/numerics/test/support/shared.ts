import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const { PLIMSOLL_SHARED } = process.env;
const root = PLIMSOLL_SHARED ?? fileURLToPath(new URL('../../../../../shared', import.meta.url));

/** Whether the read-only market data beside the repository is there; says so when it is not. */
export const hasShared: boolean = existsSync(`${root}/data`);
if (!hasShared) console.warn(`No market data at ${root}: tests on it are skipped.`);

/** A JSON file under the shared folder. */
export const sharedJson = (path: string): unknown =>
  JSON.parse(readFileSync(`${root}/${path}`, 'utf8'));

/** Header and rows of a CSV file under the shared folder, gunzipped by its name. */
export function sharedCsv(path: string): { header: string[]; rows: string[][] } {
  const bytes = readFileSync(`${root}/${path}`);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const [header = [], ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(','));
  return { header, rows };
}
