import type { ReportTable } from './report-data.ts';

/** Makes text safe inside HTML. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const isFigure = (text: string): boolean =>
  text === '–' || (/^[-+−(]?[\d.,]/.test(text) && !/^\d{4}-\d{2}-\d{2}$/.test(text));

/** A table with figures aligned to the right. */
export function htmlTable(table: ReportTable): string {
  const figureColumns = table.columns.map((_, column) =>
    table.rows.some((row) => isFigure(row[column] ?? '')),
  );
  const cell = (tag: string, text: string, figure: boolean) =>
    `<${tag}${figure ? ' class="figure"' : ''}>${escapeHtml(text)}</${tag}>`;
  const head = table.columns
    .map((text, column) => cell('th', text, figureColumns[column] === true))
    .join('');
  const rowOf = (row: readonly string[]) =>
    row.map((text) => cell('td', text, isFigure(text))).join('');
  const body = table.rows.map((row) => `<tr>${rowOf(row)}</tr>`).join('\n');
  return `<section><h2>${escapeHtml(table.title)}</h2><p class="note">${escapeHtml(table.note)}</p>
<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>
${body}
</tbody></table></div></section>`;
}

/** A chart under a heading. */
export function htmlChart(title: string, note: string, svg: string): string {
  return `<section><h2>${escapeHtml(title)}</h2><p class="note">${escapeHtml(note)}</p><figure>${svg}</figure></section>`;
}

const style = `
:root { color-scheme: light dark; --paper: #fbfaf7; --card: #ffffff; --ink: #1c2430; --muted: #5d6775; --grid: #dfe2e6;
  --limit: #b3261e; --calm: #2a7f9e; --storm: #c8553d; --middle: #b58a1b;
  --series-0: #1f5f8b; --series-1: #c8553d; --series-2: #3f8f5b; --series-3: #8a5aa8; --series-4: #b58a1b; --series-5: #6b7785; }
@media (prefers-color-scheme: dark) { :root { --paper: #12161c; --card: #1a2029; --ink: #e6e9ee; --muted: #9aa5b4; --grid: #303946;
  --limit: #ff8a80; --calm: #4fb3d3; --storm: #f08a70; --middle: #e0b94a;
  --series-0: #6cb2e6; --series-1: #f08a70; --series-2: #7acb95; --series-3: #c39be0; --series-4: #e0b94a; --series-5: #9aa5b4; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 ui-sans-serif, system-ui, sans-serif; }
main { max-width: 64rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .4rem; } h2 { font-size: 1.15rem; margin: 0 0 .2rem; }
section { background: var(--card); border: 1px solid var(--grid); border-radius: 8px; padding: 1.1rem 1.2rem; margin: 1.2rem 0; }
.warning { border-left: 5px solid var(--limit); } .note { color: var(--muted); margin: 0 0 .8rem; max-width: 52rem; }
figure { margin: 0; } .scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; } th, td { text-align: left; padding: .32rem .7rem .32rem 0; border-bottom: 1px solid var(--grid); vertical-align: top; }
th { color: var(--muted); font-weight: 600; } .figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
dl.headline { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .8rem; margin: 0; } dl.headline div { border-left: 3px solid var(--series-0); padding-left: .7rem; }
dt { color: var(--muted); font-size: .85rem; } dd { margin: 0; font-size: 1.25rem; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
pre { overflow-x: auto; background: var(--paper); border: 1px solid var(--grid); border-radius: 6px; padding: .8rem; font-size: .8rem; } ul { margin: .3rem 0 0; padding-left: 1.2rem; }
`;

/** Wraps sections into one self-contained page. */
export function htmlPage(title: string, sections: readonly string[]): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><main>
${sections.join('\n')}
</main></body></html>
`;
}
