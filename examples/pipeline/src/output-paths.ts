import { fileURLToPath } from 'node:url';

const inOut = (name: string): string =>
  fileURLToPath(new URL(`../../../out/${name}`, import.meta.url));

/** Folder of everything the main job writes, below the repository root. */
export const OUT_FOLDER: string = inOut('');
/** Journal of the main run. */
export const JOURNAL_PATH: string = inOut('journal.jsonl');
/** Report of the main run. */
export const REPORT_PATH: string = inOut('report.html');
