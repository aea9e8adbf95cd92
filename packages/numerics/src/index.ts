// Table of contents, in reading order. Explicit names only; the other rooms are their own entries.

// from core, so that one installed package is enough
export { assume, PlimsollError, type Table, type TableContent } from '@plimsoll/core';
// moments, as far as first contact goes; estimators are in '@plimsoll/numerics/moments'
export {
  type EstimateOptions,
  type EstimateOutcome,
  estimate,
  estimateDefaults,
} from './moments/estimate.ts';
export { annualise, type Moments, type Period } from './moments/moments.ts';
// table
export {
  type DenseTable,
  type DenseTableOptions,
  denseTable,
  type MissingPolicy,
} from './table/dense-table.ts';
export {
  type ReturnsKind,
  type ReturnsOptions,
  returnsOf,
  returnsOfDefaults,
} from './table/returns-of.ts';
export {
  type ClosingBar,
  type TableFromBarsOptions,
  tableFromBars,
} from './table/table-from-bars.ts';
export {
  type TableFromRowsOptions,
  type TableRow,
  tableFromRows,
} from './table/table-from-rows.ts';
