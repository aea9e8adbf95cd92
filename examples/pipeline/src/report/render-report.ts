import { frontierChart } from './frontier-chart.ts';
import { indexChart } from './index-chart.ts';
import { escapeHtml, htmlChart, htmlPage, htmlTable } from './page.ts';
import { renderChart } from './render-chart.ts';
import type { ReportData } from './report-data.ts';
import { seriesChart } from './series-chart.ts';
import { weightsChart } from './weights-chart.ts';

const firstScreen = (data: ReportData): string => `<h1>Plimsoll pipeline report</h1>
<p class="note">${escapeHtml(data.title)}</p>
<section class="warning"><strong>Read this first.</strong> ${data.weights.length} assets chosen in hindsight: the returns on this page
prove nothing about the method. The page shows that the machinery runs end to end, that every number carries its evidence, and
what the choices cost. It claims no skill, no saving and no significance.
<ul>${data.facts.map((fact) => `<li>${escapeHtml(fact)}</li>`).join('')}</ul></section>
<section><dl class="headline">${data.headline
  .map(([label, value]) => `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd></div>`)
  .join('')}</dl></section>`;

/** The whole report as one self-contained HTML page; charts are rendered in a fixed order. */
export async function renderReport(data: ReportData): Promise<string> {
  const sections = [firstScreen(data)];
  const chart = async (title: string, note: string, spec: Parameters<typeof renderChart>[0]) => {
    sections.push(htmlChart(title, note, await renderChart(spec)));
  };
  if (data.index !== null) {
    await chart(
      `${data.index.label} and the causal regime`,
      'The ribbon is the label known at each close, from data up to that close; it is never relabelled.',
      indexChart(data.index.label, data.index.points, data.ribbons),
    );
  }
  sections.push(htmlTable(data.tables.comparison), htmlTable(data.tables.differences));
  await chart(
    'Target weights',
    'Minimum variance times exposure; the rest is cash at a yield of 0.',
    weightsChart(data.weights),
  );
  await chart(
    'Net asset value',
    'Marked monthly, in millions; net of simulated costs.',
    seriesChart(data.nav, { title: 'NAV, millions', format: ',.0f', height: 240 }),
  );
  await chart(
    'Drawdown from the flow-adjusted peak',
    'Dashed lines are the thresholds of the drawdown machine.',
    seriesChart(data.drawdown, {
      title: 'drawdown',
      format: '.0%',
      height: 200,
      rules: data.limits,
      reverse: true,
      interpolate: 'step-after',
    }),
  );
  await chart(
    'Efficient frontier at the last decision',
    'Exact frontier under the same limits; means are shown for orientation only, the decision does not use them.',
    frontierChart(data.frontier, data.marks),
  );
  if (data.schedule !== null) {
    await chart(
      `One parent order: ${data.schedule.title}`,
      'Cumulative lots of the schedule and of the fills on the simulated venue.',
      seriesChart(
        [
          { name: 'planned', points: data.schedule.planned },
          { name: 'filled', points: data.schedule.filled },
        ],
        { title: 'lots', format: ',.0f', height: 220, interpolate: 'step-after', time: 'clock' },
      ),
    );
  }
  sections.push(htmlTable(data.tables.execution), htmlTable(data.tables.risk));
  for (const { title, json } of data.certificates) {
    sections.push(`<section><h2>${escapeHtml(title)}</h2><pre>${escapeHtml(json)}</pre></section>`);
  }
  sections.push(htmlTable(data.tables.sensitivity), htmlTable(data.tables.assumptions));
  return htmlPage('Plimsoll pipeline report', sections);
}
