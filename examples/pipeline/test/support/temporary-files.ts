import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** Writes files into a folder of their own, removed after the tests of the calling file. */
export const temporaryFiles = (): ((name: string, text: string) => string) => {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-pipeline-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (name, text) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
};
