// docs/guides/vocabulary.md: its table of events comes from packages/core/src/events, its journal lines from
// out/journal.jsonl, which `npm start` writes. Both stand between `<!-- generated: name -->` and `<!-- end -->`.
//   node scripts/write-vocabulary.mjs            writes the page
//   node scripts/write-vocabulary.mjs --check    fails when the page differs; digits that engines may compute
//                                                differently and hashes are not compared, all else is
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { conclude, filesBelow, root } from './workspace.mjs';

const page = join(root, 'docs', 'guides', 'vocabulary.md');
const journal = join(root, 'out', 'journal.jsonl');
const lineWidth = 100;

/** One row an event, in the order of `Vocabulary`, with the sentences of the source. */
const eventTable = () => {
  const folder = join(root, 'packages', 'core', 'src', 'events');
  const sources = filesBelow(folder, ['.ts']).map((path) => readFileSync(path, 'utf8'));
  const union = sources.find((text) => text.includes('export interface Vocabulary'));
  const families = union.slice(union.indexOf('extends ')).match(/\w+Events/g);
  const rows = families.flatMap((family) => {
    const declaration = new RegExp(
      `Subject: (.+?)\\.? \\*/\\nexport interface ${family} \\{([\\s\\S]*?)^\\}`,
      'm',
    );
    const [, subject, body] = declaration.exec(
      sources.find((text) => text.includes(`interface ${family} {`)),
    );
    const events = [...body.matchAll(/\/\*\* (.+?)\.? \*\/\n {2}readonly '([\w.-]+)':/g)];
    return events.map(
      ([, meaning, type], index) => `| \`${type}\` | ${meaning} | ${index === 0 ? subject : ''} |`,
    );
  });
  return ['| event | what it says | subject |', '| --- | --- | --- |', ...rows].join('\n');
};

/** The events of one instrument from the bar that completed the first deciding slice to its order's end. */
const journeyOf = (lines) => {
  const events = lines.slice(1).map((line) => JSON.parse(line));
  const byId = new Map(events.map((event) => [event.id, event]));
  const find = (type, holds) => {
    const found = events.find((event) => event.type === type && holds(event));
    if (found === undefined) throw new Error(`out/journal.jsonl has no such ${type}.`);
    return found;
  };
  const after = (cause, type) => find(type, (event) => event.causationId === cause.id);
  const causeOf = (event) => byId.get(event.causationId);

  const target = causeOf(find('order.requested', () => true));
  const timer = causeOf(target);
  const slice = events.findLast(({ type, seq }) => type === 'market.slice' && seq < timer.seq);
  const bar = causeOf(slice);
  const requested = find(
    'order.requested',
    ({ causationId, subject }) => causationId === target.id && subject === bar.subject,
  );
  const approved = after(requested, 'order.approved');
  const { orderId } = requested.payload.order;
  const child = find('child.requested', ({ payload }) => payload.child.orderId === orderId);
  const { childId } = child.payload.child;
  const reported = (kind) =>
    find('venue.reported', ({ payload }) => payload.childId === childId && payload.kind === kind);
  const filled = after(reported('filled'), 'order.filled');
  return {
    bar: [bar, slice, after(slice, 'portfolio.valued')],
    decision: [timer, target, requested, approved, after(approved, 'order.planned')],
    child: [causeOf(child), child, after(child, 'child.approved')],
    fill: [
      reported('acknowledged'),
      reported('filled'),
      filled,
      after(filled, 'portfolio.changed'),
    ],
    end: [find('order.completed', ({ payload }) => payload.orderId === orderId)],
  };
};

/** Fields shown in part: the named keys, then an ellipsis. A repeated object is not shown twice. */
const shortened = {
  'portfolio.target-proposed': { 'evidence.detail': ['proof', 'primal', 'dual', 'sign', 'gap'] },
  'order.approved': {
    order: ['orderId', 'instrumentId', 'side', 'lots'],
    'evidence.detail': ['decidedLots', 'checks', 'binding', 'chainHead'],
  },
  'order.planned': { 'evidence.detail': ['arrivalPrice', 'largestLagLots'] },
  'child.approved': {
    child: ['childId', 'orderId', 'instrumentId', 'side', 'lots'],
    'evidence.detail': ['reservedLots', 'outstandingLots', 'checks', 'chainHead'],
  },
};

/** Of a list of objects one is shown: the last check that is `within`, the followed instrument, or the first. */
const representative = (list, subject) =>
  list.findLast(({ status }) => status === 'within') ??
  list.find(({ instrumentId }) => instrumentId === subject) ??
  list[0];

/** A value as lines of text no wider than the page, elided, each line after the first indented. */
const format = (value, { path = '', keep = {}, indent = '  ', margin = 0, subject = '' }) => {
  const inner = { keep, subject, indent: `${indent}  ` };
  const wrap = (open, parts, close) => {
    const flat = `${open} ${parts.join(', ')} ${close}`;
    if (parts.length === 0) return `${open}${close}`;
    if (!flat.includes('\n') && indent.length + margin + flat.length < lineWidth) return flat;
    return fill(open, parts, close, indent);
  };
  if (Array.isArray(value)) {
    const plain = value.every((item) => item === null || typeof item !== 'object');
    const shown = plain || value.length === 1 ? value : [representative(value, subject)];
    const parts = shown.map((item) => format(item, { ...inner, path, margin: 1 }));
    const rest = value.length - shown.length;
    return wrap('[', rest > 0 ? [...parts, `… ${rest} more`] : parts, ']');
  }
  if (value !== null && typeof value === 'object') {
    const keys = Object.keys(value);
    const kept = keep[path] === undefined ? keys : keys.filter((key) => keep[path].includes(key));
    const parts = kept.map((key) => {
      const below = path === '' ? key : `${path}.${key}`;
      return `"${key}": ${format(value[key], { ...inner, path: below, margin: key.length + 5 })}`;
    });
    return wrap('{', kept.length < keys.length ? [...parts, '…'] : parts, '}');
  }
  if (typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)) return `"${value.slice(0, 8)}…"`;
  return JSON.stringify(value);
};

/** Parts side by side, as many as fit on a line. */
const fill = (open, parts, close, indent) => {
  const lines = [];
  for (const [index, part] of parts.entries()) {
    const text = index === parts.length - 1 ? part : `${part},`;
    const last = lines.at(-1);
    const fits =
      last !== undefined &&
      !last.includes('\n') &&
      !text.includes('\n') &&
      indent.length + 2 + last.length + 1 + text.length <= lineWidth;
    if (fits) lines[lines.length - 1] = `${last} ${text}`;
    else lines.push(text);
  }
  return `${open}\n${lines.map((line) => `${indent}  ${line}`).join('\n')}\n${indent}${close}`;
};

const journalBlock = (events, subject) => {
  const shown = events.map((event) => {
    const { id, type, payload, ...rest } = event;
    const text = format(payload, { keep: shortened[type], subject, margin: 11 });
    const envelope = format(rest, { indent: '' }).replace(/^\{\s*|\s*\}$/g, '');
    return `{ "id": "${id}", "type": "${type}",\n  "payload": ${text},\n  ${envelope} }`;
  });
  return `\`\`\`text\n${shown.join('\n')}\n\`\`\``;
};

const lines = existsSync(journal) ? readFileSync(journal, 'utf8').trimEnd().split('\n') : [];
const generated = { events: eventTable() };
if (lines.length > 0) {
  const journey = journeyOf(lines);
  const [{ subject }] = journey.bar;
  for (const [name, events] of Object.entries(journey)) {
    generated[name] = journalBlock(events, subject);
  }
}

const written = readFileSync(page, 'utf8');
const regions = /(<!-- generated: (\w+) -->\n)([\s\S]*?)(<!-- end -->)/g;

/** Words, numbers and punctuation; layout and hashes do not count. */
const tokensOf = (text) =>
  text.replace(/[0-9a-f]{8}…/g, '<hash>').match(/"[^"]*"|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|[^\s]/g) ??
  [];

/** Whole numbers are equal or not; others may differ by what functions such as exp do in other engines. */
const alike = (left, right) => {
  if (left === right) return true;
  const [a, b] = [Number(left), Number(right)];
  if (Number.isInteger(a) && Number.isInteger(b)) return false;
  return Math.abs(a - b) <= 1e-9 * Math.max(1e-3, Math.abs(a), Math.abs(b));
};

if (process.argv.includes('--check')) {
  const problems = [];
  const seen = [...written.matchAll(regions)];
  if (lines.length === 0) problems.push('out/journal.jsonl is absent: run `npm start` first.');
  for (const name of Object.keys(generated)) {
    if (!seen.some(([, , region]) => region === name)) {
      problems.push(`docs/guides/vocabulary.md has no region "${name}".`);
    }
  }
  for (const [, , name, shown] of seen) {
    if (generated[name] === undefined) continue;
    const [left, right] = [tokensOf(shown), tokensOf(generated[name])];
    const at = left.findIndex((token, index) => !alike(token, right[index]));
    if (at === -1 && left.length === right.length) continue;
    const around = (tokens) => tokens.slice(Math.max(0, at - 4), at + 4).join(' ');
    problems.push(
      `docs/guides/vocabulary.md, "${name}": shows  ${around(left)}\n  but should show  ${around(right)}\n  Run \`npm start && node scripts/write-vocabulary.mjs\`.`,
    );
  }
  conclude(problems, `docs/guides/vocabulary.md shows the events and the journal as they are.`);
} else {
  const text = written.replace(regions, (whole, begin, name, _, end) =>
    generated[name] === undefined ? whole : `${begin}${generated[name]}\n${end}`,
  );
  writeFileSync(page, text);
  console.log(`${page}: ${Object.keys(generated).length} regions written.`);
}
