import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root =
  process.env['PLIMSOLL_SHARED'] ??
  fileURLToPath(new URL('../../../../../shared', import.meta.url));

/** Whether the shared series are at hand; warns once when they are not. */
export const hasSharedData: boolean = existsSync(join(root, 'data', 'risk'));
if (!hasSharedData) console.warn(`Skipping tests on real series: ${root}/data/risk is absent.`);

/** Numeric columns of a shared CSV file, header and quotes dropped; NaN where a cell is no number. */
export const sharedColumns = (path: string): readonly (readonly number[])[] => {
  const [header = '', ...lines] = readFileSync(join(root, 'data', path), 'utf8')
    .trim()
    .split('\n');
  const rows = lines.map((line) => line.replaceAll('"', '').split(',').map(Number));
  return header.split(',').map((_, j) => rows.map((row) => row[j] as number));
};
