import { readFileSync } from 'node:fs';
import { misuse } from '@plimsoll/core';
import { CsvError, parse } from 'csv-parse/sync';

/** One data row with the place it came from. */
export interface CsvRow {
  /** Line in the file, from 1. */
  readonly line: number;
  /** Cells by column name. */
  readonly cells: Readonly<Record<string, string>>;
}

/** A parsed file. */
export interface CsvFile {
  /** Path, for messages. */
  readonly path: string;
  /** Column names in order. */
  readonly columns: readonly string[];
  /** Data rows in order. */
  readonly rows: readonly CsvRow[];
}

/** Reads a CSV file with a header and rows; malformed rows are refused with their line. */
export function readCsv(path: string): CsvFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    return misuse('pipeline/no-such-file', [path], path, 'Give the path of a CSV file.', cause);
  }
  try {
    const records = parse(text, { bom: true, info: true, skip_empty_lines: true }) as unknown as {
      info: { lines: number };
      record: string[];
    }[];
    const [header, ...body] = records;
    if (header === undefined)
      return misuse('pipeline/empty-file', [path], '', 'Give a header row.');
    const columns = header.record.map((name) => name.trim());
    const repeated = columns.findIndex(
      (name, index) => name === '' || columns.indexOf(name) !== index,
    );
    if (repeated >= 0) {
      const place = [path, `line ${header.info.lines}`, `column ${repeated + 1}`];
      misuse('pipeline/bad-header', place, columns[repeated], 'Give every column its own name.');
    }
    if (body.length === 0) {
      return misuse('pipeline/no-rows', [path, 'line 2'], '', 'Give rows below the header.');
    }
    const rows = body.map(({ info, record }) => ({
      line: info.lines,
      cells: Object.fromEntries(columns.map((name, index) => [name, (record[index] ?? '').trim()])),
    }));
    return { path, columns, rows };
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const place = [path, `line ${String(cause['lines'])}`];
    return misuse('pipeline/bad-csv', place, cause.message, 'Mend the row named here.', cause);
  }
}

/** Refuses a file that lacks one of `columns`. */
export function requireColumns(file: CsvFile, columns: readonly string[]): void {
  for (const column of columns) {
    if (file.columns.includes(column)) continue;
    const place = [file.path, 'line 1', `column ${column}`];
    misuse('pipeline/no-such-column', place, file.columns, `Name a column \`${column}\`.`);
  }
}

/** A positive price from a cell; anything else is refused with line and column. */
export function priceCell(file: CsvFile, row: CsvRow, column: string): number {
  const text = row.cells[column] ?? '';
  const value = Number(text);
  // `Number` alone would take '0x10' and '' for prices.
  if (/^[\d.]+(e[+-]?\d+)?$/i.test(text) && Number.isFinite(value) && value > 0) return value;
  return misuse(
    'pipeline/bad-price',
    [file.path, `line ${row.line}`, `column ${column}`],
    text,
    'Give a positive number; leave a cell empty only before an asset exists.',
  );
}

/** An ISO date from a cell; anything else is refused with line and column. */
export function dayCell(file: CsvFile, row: CsvRow, column: string): string {
  const text = row.cells[column] ?? '';
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    const at = Date.parse(`${text}T00:00:00Z`);
    // The engine rolls 30 February over to March.
    if (!Number.isNaN(at) && new Date(at).toISOString().startsWith(text)) return text;
  }
  return misuse(
    'pipeline/bad-date',
    [file.path, `line ${row.line}`, `column ${column}`],
    text,
    'Give dates as YYYY-MM-DD.',
  );
}
