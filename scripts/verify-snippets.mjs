// Code in the README files is run. A fenced `ts` block after `<!-- run -->` is type-checked and executed against
// the sources; a fenced `text` block that follows it, before the next code block, must equal what it printed.
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { conclude, execute, filesBelow, packages, root, shown, tool } from './workspace.mjs';

const pages = [
  join(root, 'README.md'),
  join(root, 'CONTRIBUTING.md'),
  ...filesBelow(join(root, 'docs'), ['.md']).filter((path) => !shown(path).startsWith('docs/api/')),
  ...packages().map(({ folder }) => join(folder, 'README.md')),
].filter((path) => existsSync(path));

const blockPattern = /^```(\w*)[^\n]*\n([\s\S]*?)^```\s*$/gm;

/** Every marked snippet of a page: its line, code, and the output it claims (or none). */
const snippetsOf = (page) => {
  const text = readFileSync(page, 'utf8');
  const blocks = [...text.matchAll(blockPattern)].map(
    ({ 0: whole, 1: language, 2: body, index }) => ({
      language,
      body,
      line: text.slice(0, index).split('\n').length,
      isMarked: /<!-- run -->\s*$/.test(text.slice(0, index)),
      end: index + whole.length,
    }),
  );
  return blocks.flatMap((block, index) => {
    if (!block.isMarked) return [];
    const next = blocks[index + 1];
    const claimed = next?.language === 'text' && !next.isMarked ? next.body : undefined;
    return [{ page, line: block.line, language: block.language, code: block.body, claimed }];
  });
};

const problems = [];
const folder = join(root, '.cache', 'snippets');
const snippets = pages.flatMap(snippetsOf).map((snippet, index) => ({
  ...snippet,
  where: `${shown(snippet.page)}:${snippet.line}`,
  file: `snippet-${String(index + 1).padStart(2, '0')}.ts`,
}));

// A user's project that has every package installed: links to the sources of the workspace.
rmSync(folder, { recursive: true, force: true });
mkdirSync(join(folder, 'node_modules', '@plimsoll'), { recursive: true });
for (const { folder: source, short } of packages()) {
  symlinkSync(source, join(folder, 'node_modules', '@plimsoll', short), 'junction');
}
writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }\n');
writeFileSync(
  join(folder, 'tsconfig.json'),
  JSON.stringify({
    extends: '../../tsconfig.json',
    compilerOptions: { isolatedDeclarations: false, declaration: false },
    include: ['*.ts'],
  }),
);
for (const { file, code, language, where } of snippets) {
  if (language !== 'ts')
    problems.push(`${where}: only \`ts\` blocks can be run, this is "${language}".`);
  writeFileSync(join(folder, file), `${code}\nexport {};\n`);
}

const trimmed = (text) =>
  text
    .split(/\r?\n/)
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();

/** The first line at which two texts part, for a message a person can act on. */
const firstDifference = (claimed, printed) => {
  const [left, right] = [claimed.split('\n'), printed.split('\n')];
  const at = left.findIndex((line, index) => line !== right[index]);
  const line = at === -1 ? left.length : at;
  return `line ${line + 1}\n    claimed: ${left[line] ?? '(end)'}\n    printed: ${right[line] ?? '(end)'}`;
};

const run = async ({ file, where, claimed }) => {
  const { code, output, stdout } = await execute(
    process.execPath,
    ['--conditions=@plimsoll/source', '--import', 'tsx', join(folder, file)],
    { env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined } },
  );
  if (code !== 0) problems.push(`${where}: ended with code ${code}\n${output.trim()}`);
  else if (claimed !== undefined && trimmed(claimed) !== trimmed(stdout)) {
    problems.push(
      `${where}: prints something else, at ${firstDifference(trimmed(claimed), trimmed(stdout))}`,
    );
  }
};

if (snippets.length > 0) {
  const types = await tool(['tsc', '-p', join(folder, 'tsconfig.json')]);
  if (types.code !== 0) {
    const located = snippets.reduce(
      (text, { file, where }) =>
        text.replaceAll(new RegExp(`\\S*${file}`, 'g'), `${where} ${file}`),
      types.output.trim(),
    );
    problems.push(`snippets do not type-check:\n${located}`);
  }
  for (const snippet of snippets) await run(snippet);
}

conclude(
  problems,
  `${snippets.length} marked snippets in ${pages.length} pages type-check, run and print what they claim.`,
);
