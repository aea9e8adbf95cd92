// Books: positions, cash by currency and NAV from fills, flows and marks.

// doors of account events
export { checkAccountReported } from './doors/check-account-reported.ts';
export { checkCashFlowed } from './doors/check-cash-flowed.ts';
export { checkMark } from './doors/check-mark.ts';
export { checkPositionAdjusted } from './doors/check-position-adjusted.ts';
// reading it
export {
  type AccountView,
  type Amounts,
  balanceOf,
  positionOf,
  unitsOf,
} from './ledger/account-view.ts';
// the ledger
export {
  createLedger,
  type Ledger,
  type ValuationOutcome,
} from './ledger/create-ledger.ts';
export { advancePeak, isDrawnDown, type PeakReading } from './ledger/drawdown.ts';
export { type AccountConfig, type LedgerConfig, ledgerDefaults } from './ledger/ledger-config.ts';
export type {
  LedgerAnswer,
  LedgerEvent,
  LedgerInputs,
  NotBooked,
} from './ledger/ledger-event.ts';
export type { AccountValuation, CurrencyValue, Unvaluable } from './ledger/valuation.ts';
