import { misuse } from '@plimsoll/core';
import type { CsvFile, CsvRow } from './read-csv.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * `YYYY-MM` of a stamp such as `Jan 1 2000`. Taken apart by hand: `new Date('Jan 1 2000')` is
 * local time, which moves the month on half of the machines of the world.
 */
export function monthOfStamp(file: CsvFile, row: CsvRow, column: string): string {
  const text = row.cells[column] ?? '';
  const match = /^([A-Z][a-z]{2}) 1 (\d{4})$/.exec(text);
  const index = MONTHS.indexOf(match?.[1] ?? '');
  if (match === null || index < 0) {
    return misuse(
      'pipeline/bad-date',
      [file.path, `line ${row.line}`, `column ${column}`],
      text,
      'Expected a stamp such as "Jan 1 2000".',
    );
  }
  return `${match[2]}-${String(index + 1).padStart(2, '0')}`;
}
