// Packs every package as it would be published and judges the tarballs: publint, are-the-types-wrong, and the
// list of files. The tarballs stay in .cache/tarballs for the consumer proof. Needs `npm run build`.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { conclude, fileOf, packages, tarballs, tool } from './workspace.mjs';

const all = packages();
const problems = [];

const unbuilt = all.filter(({ folder }) => !existsSync(join(folder, 'dist', 'index.cjs')));
if (unbuilt.length > 0) {
  conclude(
    [`not built: ${unbuilt.map(({ name }) => name).join(', ')}; run "npm run build" first.`],
    '',
  );
  process.exit();
}

rmSync(tarballs, { recursive: true, force: true });
mkdirSync(tarballs, { recursive: true });
const filter = ['-r', '--filter', './packages/*'];
const packed = await tool(['pnpm', ...filter, 'pack', '--pack-destination', tarballs]);
if (packed.code !== 0) {
  conclude([`pnpm pack failed:\n${packed.output}`], '');
  process.exit();
}

/** Only what belongs to a package: its manifest, papers, sources and what the build made of its entries. */
const isExpected = (path) =>
  /^(package\.json|README\.md|CHANGELOG\.md|LICENSE)$/.test(path) ||
  /^src\/.+\.ts$/.test(path) ||
  /^dist\/[^/]+\.(js|cjs|d\.ts|d\.cts|js\.map|cjs\.map)$/.test(path);

const checkFiles = ({ name, entries }, files) => {
  for (const path of files.filter((file) => !isExpected(file))) {
    problems.push(`${name}: ${path} would be published; nobody asked for it.`);
  }
  const needed = [
    'README.md',
    'LICENSE',
    ...entries.flatMap((entry) =>
      ['js', 'cjs', 'd.ts', 'd.cts'].map((ending) => `dist/${fileOf(entry)}.${ending}`),
    ),
  ];
  for (const path of needed.filter((file) => !files.includes(file))) {
    problems.push(`${name}: ${path} is missing from the tarball.`);
  }
};

/** The packed manifest must name real versions: pnpm rewrites `workspace:^`, npm would not. */
const checkManifest = ({ name }, manifest) => {
  for (const [dependency, range] of Object.entries(manifest.dependencies ?? {})) {
    if (range.startsWith('workspace:')) {
      problems.push(`${name}: depends on ${dependency} "${range}", which npm cannot install.`);
    }
  }
};

const judge = async (entry) => {
  const tarball = join(
    tarballs,
    `${entry.name.slice(1).replace('/', '-')}-${entry.manifest.version}.tgz`,
  );
  const list = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' });
  checkFiles(
    entry,
    list
      .trim()
      .split(/\r?\n/)
      .map((path) => path.replace(/^package\//, '')),
  );
  const manifest = execFileSync('tar', ['-xzOf', tarball, 'package/package.json'], {
    encoding: 'utf8',
  });
  checkManifest(entry, JSON.parse(manifest));
  // Without the profile every subpath export "fails" under the resolution of Node 10, by design.
  const publint = await tool(['publint', '--strict', tarball]);
  if (publint.code !== 0) problems.push(`${entry.name}: publint\n${publint.output}`);
  const attw = await tool(['attw', '--profile', 'node16', '--format', 'ascii', tarball]);
  if (attw.code !== 0) problems.push(`${entry.name}: are-the-types-wrong\n${attw.output}`);
};

// Two at a time: each tool is a process of its own.
const queue = [...all];
const worker = async () => {
  for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) await judge(entry);
};
await Promise.all([worker(), worker()]);

conclude(
  problems,
  `${all.length} tarballs pass publint, are-the-types-wrong and the list of files.`,
);
