// The output that README.md shows is the true one. A fenced block after `<!-- output: npm start -->` must equal
// what the command prints to standard output, with times, memory and hashes masked. `--write` puts it there instead.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { conclude, npm, root } from './workspace.mjs';

const page = join(root, 'README.md');
const text = existsSync(page) ? readFileSync(page, 'utf8') : '';
const claims = [
  ...text.matchAll(/<!-- output: npm (start|run [\w:-]+) -->\s*```\w*\n([\s\S]*?)^```\s*$/gm),
];
const markers = [...text.matchAll(/<!-- output:/g)].length;

const masks = [
  [/\b\d+(?:[.,]\d+)?\s?(?:ns|µs|us|ms|min|s|seconds?)\b/g, '<time>'],
  [/\b\d+(?:[.,]\d+)?\s?(?:[kMG]i?B)\b/g, '<memory>'],
  [/\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{8,64}(?:…|\.\.\.)?/g, '<hash>'],
];

/** A line with everything that varies from run to run masked; columns that a mask may shift are closed up. */
const masked = (line) => {
  const result = masks.reduce((current, [pattern, name]) => current.replace(pattern, name), line);
  return (result === line ? result : result.replace(/ +/g, ' ')).trimEnd();
};

const linesOf = (output) =>
  output
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes start with one
    .replace(/\u001b\[[0-9;]*m/g, '')
    .split(/\r?\n/)
    .map(masked)
    .join('\n')
    .trim()
    .split('\n');

const problems = [];
const isWriting = process.argv.includes('--write');
let rewritten = text;
if (markers !== claims.length) {
  problems.push(
    `README.md: ${markers} output markers, but ${claims.length} are followed by a fenced block.`,
  );
}

for (const [whole, command, claimed] of claims) {
  const { code, stdout, output } = await npm(['--silent', ...command.split(' ')], {
    env: { ...process.env, NO_COLOR: '1', CI: 'true' },
  });
  if (code !== 0) {
    problems.push(`npm ${command} ended with code ${code}:\n${output}`);
    continue;
  }
  if (isWriting) {
    const opening = whole.slice(0, whole.indexOf('\n', whole.indexOf('```')) + 1);
    const closing = whole.slice(whole.lastIndexOf('```'));
    rewritten = rewritten.replace(whole, () => `${opening}${stdout.trim()}\n${closing}`);
    continue;
  }
  const [left, right] = [linesOf(claimed), linesOf(stdout)];
  const differing = Array.from(
    { length: Math.max(left.length, right.length) },
    (_, line) => line,
  ).filter((line) => left[line] !== right[line]);
  const shownLines = differing
    .slice(0, 12)
    .map(
      (line) =>
        `  ${line + 1}\n    README: ${left[line] ?? '(end)'}\n    prints: ${right[line] ?? '(end)'}`,
    );
  if (differing.length > 0) {
    problems.push(
      `README.md: the block of "npm ${command}" differs in ${differing.length} lines:\n${shownLines.join('\n')}`,
    );
  }
}

if (rewritten !== text) writeFileSync(page, rewritten);

conclude(
  problems,
  claims.length === 0
    ? 'README.md claims no output (no marker `<!-- output: npm start -->`): nothing to compare.'
    : `README.md shows the true output of ${claims.map(([, command]) => `npm ${command}`).join(', ')}.`,
);
