import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { chartConfig } from './chart-style.ts';

/** Width of the plotting area in pixels; the SVG scales with the page. */
export const CHART_WIDTH = 860;

/** Renders a Vega-Lite specification to an SVG string without a DOM. */
export async function renderChart(spec: TopLevelSpec): Promise<string> {
  const compiled = compile(spec, { config: chartConfig }).spec;
  const view = new View(parse(compiled), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  // Fixed pixel sizes would overflow a narrow window; the viewBox keeps the proportions.
  return svg.replace(/ width="[\d.]+" height="[\d.]+"/, ' style="width:100%;height:auto"');
}
