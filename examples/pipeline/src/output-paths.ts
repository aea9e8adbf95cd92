import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of what the main job writes unless `--out` names another, below the repository root. */
export const OUT_FOLDER: string = fileURLToPath(new URL('../../../out/', import.meta.url));

/** The files of one run. */
export interface OutputPaths {
  /** Journal of the main run. */
  readonly journal: string;
  /** Report of the main run. */
  readonly report: string;
}

/** Where a run writes within `folder`. */
export function outputPaths(folder: string): OutputPaths {
  return { journal: join(folder, 'journal.jsonl'), report: join(folder, 'report.html') };
}
