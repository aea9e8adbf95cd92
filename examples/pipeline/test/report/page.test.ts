import { describe, expect, test } from 'vitest';
import { escapeHtml, htmlChart, htmlPage, htmlTable } from '../../src/report/page.ts';
import { textTable } from '../../src/report/text-table.ts';

const table = {
  title: 'Costs & <more>',
  note: 'What they "are".',
  columns: ['what', 'value', 'words'],
  rows: [
    ['commission', '1.0 bp', 'low'],
    ['R&D <b>', '-2.5 %', 'high'],
    ['none', '–', 'x'],
  ],
};

test('text is made safe, the ampersand first', () => {
  expect(escapeHtml(`<a href="x">&amp;</a>`)).toBe(
    '&lt;a href=&quot;x&quot;&gt;&amp;amp;&lt;/a&gt;',
  );
});

describe('a table', () => {
  const html = htmlTable(table);

  test('escapes title, note and cells', () => {
    expect(html).toContain('<h2>Costs &amp; &lt;more&gt;</h2>');
    expect(html).toContain('What they &quot;are&quot;.');
    expect(html).toContain('<td>R&amp;D &lt;b&gt;</td>');
  });

  test('sets figures, their headings and missing figures to the right', () => {
    expect(html).toContain('<th>what</th><th class="figure">value</th><th>words</th>');
    for (const figure of ['1.0 bp', '-2.5 %', '–']) {
      expect(html).toContain(`<td class="figure">${figure}</td>`);
    }
    expect(html).toContain('<td>low</td>');
  });

  test.each(['12', '-1.5', '+3', '−2 %', '(4)', '.72', '1,234', '0.3 % [0.1 %, 0.5 %]'])(
    '%s is a figure',
    (text) => {
      expect(htmlTable({ ...table, rows: [[text]] })).toContain(`class="figure">${text}</td>`);
    },
  );

  test.each(['2004-02-27', 'low', '', 'x 12'])('%j is not', (text) => {
    expect(htmlTable({ ...table, rows: [[text]] })).toContain(`<td>${text}</td>`);
  });

  test('may be empty', () => {
    expect(htmlTable({ ...table, rows: [] })).toContain('<tbody>\n\n</tbody>');
  });
});

test('a chart stands under its heading', () => {
  expect(htmlChart('A & B', 'note', '<svg/>')).toBe(
    '<section><h2>A &amp; B</h2><p class="note">note</p><figure><svg/></figure></section>',
  );
});

test('the page has both colour schemes and nothing from elsewhere', () => {
  const page = htmlPage('T <t>', ['<p>one</p>', '<p>two</p>']);
  expect(page).toMatch(/^<!doctype html>/);
  expect(page).toContain('<title>T &lt;t&gt;</title>');
  expect(page).toContain('prefers-color-scheme: dark');
  expect(page.indexOf('one')).toBeLessThan(page.indexOf('two'));
  expect(page).not.toMatch(/https?:|<script|<link|@import|url\(/);
});

test('as plain text, the first column is to the left and the others to the right', () => {
  expect(textTable({ ...table, columns: ['what', 'value', 'words'] })).toBe(
    [
      'Costs & <more>',
      'what         value  words',
      'commission  1.0 bp    low',
      'R&D <b>     -2.5 %   high',
      'none             –      x',
    ].join('\n'),
  );
});
