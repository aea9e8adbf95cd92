// Every relative link in the repository's Markdown leads to a file that exists, and every anchor to a heading.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { conclude, filesBelow, root, shown } from './workspace.mjs';

const pages = filesBelow(root, ['.md']).filter((path) => !shown(path).startsWith('docs/api/'));

/** The page without fenced and inline code, where brackets mean nothing. */
const proseOf = (path) =>
  readFileSync(path, 'utf8')
    .replace(/^(```|~~~)[\s\S]*?^\1/gm, '')
    .replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()]/g, ' '));

/** Anchors as GitHub makes them: lower case, punctuation gone, spaces to hyphens, repeats numbered. */
const anchorsOf = (path) => {
  const seen = new Map();
  const text = readFileSync(path, 'utf8').replace(/^(```|~~~)[\s\S]*?^\1/gm, '');
  return [...text.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map(([, heading]) => {
    const slug = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
};

const linksOf = (path) => {
  const prose = proseOf(path);
  const inline = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)];
  const references = [...prose.matchAll(/^\[[^\]]+\]:\s*<?(\S+?)>?(?:\s|$)/gm)];
  return [...inline, ...references].map(([, target]) => target);
};

const problems = [];
let count = 0;

for (const page of pages) {
  for (const link of linksOf(page)) {
    if (/^[a-z][a-z0-9+.-]*:/i.test(link)) continue;
    count += 1;
    const [path, anchor] = decodeURI(link).split('#');
    const target =
      path === '' ? page : resolve(path.startsWith('/') ? root : dirname(page), `./${path}`);
    if (!existsSync(target)) {
      // What `npm run docs` and `npm start` generate may be absent.
      if (/^(docs\/api|out)(\/|$)/.test(shown(target))) continue;
      problems.push(`${shown(page)}: "${link}" leads to ${shown(target)}, which does not exist.`);
      continue;
    }
    const anchored = target.endsWith('.md') && anchor !== undefined && anchor !== '';
    if (anchored && !anchorsOf(target).includes(anchor)) {
      problems.push(
        `${shown(page)}: "${link}" names an anchor that ${shown(target)} does not have.`,
      );
    }
  }
}

conclude(problems, `${pages.length} pages, ${count} relative links: all lead somewhere.`);
