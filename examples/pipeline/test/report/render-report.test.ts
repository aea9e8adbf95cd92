import { beforeAll, describe, expect, test } from 'vitest';
import { renderReport } from '../../src/report/render-report.ts';
import { BROKEN, findings } from '../support/findings.ts';
import { emptyReportData, reportData } from '../support/report-data.ts';

let html = '';
beforeAll(async () => {
  html = await renderReport(reportData());
});

/** Words alone, as a reader sees them. */
const wordsOf = (page: string): string =>
  page
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

describe('the page', () => {
  test('is self-contained: no script, and no resource from anywhere', () => {
    expect(findings(html, /<script|<link|<img|<iframe|@import|url\(|javascript:/i)).toEqual([]);
    expect(findings(html, /(?:src|href)=/i)).toEqual([]);
    // The only addresses are the names of the SVG name spaces.
    const addresses = html.match(/https?:\/\/[^"'\s<]*/g) ?? [];
    expect([...new Set(addresses)].sort()).toEqual([
      'http://www.w3.org/1999/xlink',
      'http://www.w3.org/2000/svg',
    ]);
  });

  test('says on its first screen what it does not prove', () => {
    const first = wordsOf(html.slice(0, html.indexOf('<dl')));
    expect(first).toMatch(/chosen in hindsight/);
    expect(first).toMatch(/prove nothing about the method/);
    expect(first).toMatch(/claims no skill, no saving and no significance/);
    expect(first).toContain('122/123 months match');
  });

  test('then shows the headline figures', () => {
    expect(html).toContain('<dt>decisions</dt><dd>85</dd>');
    expect(html).toContain('<dt>journal head</dt><dd>0123456789abcdef</dd>');
  });

  test('shows every picture and every table, in order', () => {
    const headings = [...html.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, text]) => text);
    expect(headings).toEqual([
      'S&amp;P 500 and the causal regime',
      'comparison',
      'differences',
      'Target weights',
      'Net asset value',
      'Drawdown from the flow-adjusted peak',
      'Efficient frontier at the last decision',
      'One parent order: MSFT, buy 10 notional shares',
      'execution',
      'risk',
      'First order',
      'sensitivity',
      'assumptions',
    ]);
    expect(html.match(/<svg /g)).toHaveLength(6);
    expect(html.match(/<table>/g)).toHaveLength(6);
  });

  test('escapes what comes from data', () => {
    expect(html).toContain('1 partial row dropped &lt;2010-03&gt;');
    expect(html).toContain('{ &quot;limit&quot;: &quot;&lt;position&gt;&quot; }');
    expect(html).toContain('Five stocks &amp; one index');
  });

  test('holds no broken number and claims nothing', () => {
    expect(findings(html, BROKEN)).toEqual([]);
    expect(
      findings(wordsOf(html), /\balpha\b|outperform|statistically significant|accura(te|cy)/i),
    ).toEqual([]);
  });

  test('uses each identifier once, so that charts do not clip one another', () => {
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('has the same bytes when rendered again', async () => {
    expect((await renderReport(reportData())) === html).toBe(true);
  });
});

describe('without index, schedule or anything traded', () => {
  test('the page still renders, without the pictures that need them', async () => {
    const empty = await renderReport(emptyReportData());
    expect(findings(empty, BROKEN)).toEqual([]);
    expect(findings(empty, /causal regime|One parent order/)).toEqual([]);
    expect(empty.match(/<svg /g)).toHaveLength(4);
    expect(empty.match(/<table>/g)).toHaveLength(6);
  });

  test('an index without ribbons is drawn alone', async () => {
    const page = await renderReport({ ...reportData(), ribbons: [] });
    expect(findings(page, /causal regime/)).toHaveLength(1);
    expect(findings(page, BROKEN)).toEqual([]);
  });
});
