// Books: positions, cash by currency and NAV from fills, flows and marks.

// the ledger
export {
  createLedger,
  type Ledger,
  type ValuationOutcome,
} from './ledger/create-ledger.ts';
export { type AccountConfig, type LedgerConfig, ledgerDefaults } from './ledger/ledger-config.ts';
export type {
  LedgerAnswer,
  LedgerEvent,
  LedgerInputs,
  NotBooked,
} from './ledger/ledger-event.ts';
// reading it
export {
  type AccountView,
  type Amounts,
  balanceOf,
  positionOf,
  unitsOf,
} from './ledger/account-view.ts';
export type { AccountValuation, CurrencyValue, Unvaluable } from './ledger/valuation.ts';
export { advancePeak, isDrawnDown, type PeakReading } from './ledger/drawdown.ts';
