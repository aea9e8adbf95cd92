import type { PositionBucket } from '../domain/position.ts';
import { cashFlowFault } from '../doors/check-cash-flowed.ts';
import type { CashFlowed, CashFlowKind } from '../events/account-events.ts';
import { accountFor, alreadySeen, booked, tooOld } from './booking.ts';
import { contractTerms } from './contract-terms.ts';
import { addExact } from './exact-sum.ts';
import { bookableInstrument, bucketOf } from './fill-terms.ts';
import { type LedgerAnswer, refused } from './ledger-event.ts';
import { type LedgerState, openPosition, type PositionState, pay } from './ledger-state.ts';

/** Flows that come from or go to the outside: NAV moves, performance does not. */
const external: readonly CashFlowKind[] = ['deposit', 'withdrawal', 'transfer'];

/** Books money that moved other than by a trade. */
export function applyFlow(state: LedgerState, flow: CashFlowed, at: number): LedgerAnswer {
  const fault = cashFlowFault(flow);
  if (fault !== null) return refused('', 'core/invalid-cash-flow', fault.path, fault.remedy);
  const { flowId, kind, currency, amount, instrumentId, occurredAt } = flow;
  const account = accountFor(state, flow.account);
  const old = tooOld(state, account, occurredAt, at, ['occurredAt']);
  if (old !== null) return old;
  const key = `flow:${flowId}`;
  const content = JSON.stringify([kind, currency, amount, instrumentId, flow.bucket, occurredAt]);
  const seen = alreadySeen(account, key, content, 'flowId');
  if (seen !== null) return seen;
  if (Math.abs(amount) > 1e290) {
    return refused(flow.account, 'core/invalid-cash-flow', ['amount'], 'Stay within 1e290.');
  }
  const touched = new Set<PositionState>();
  if (kind === 'variation-margin' && instrumentId !== null) {
    const bucket: PositionBucket | ReturnType<typeof refused> = bucketOf(account, flow.bucket);
    if (typeof bucket === 'object') return bucket;
    const instrument = bookableInstrument(
      state,
      flow.account,
      instrumentId,
      occurredAt,
      'instrumentId',
    );
    if ('code' in instrument) return instrument;
    if (contractTerms(instrument).settlement === 'paid') {
      return refused(
        flow.account,
        'core/unsupported-flow',
        ['kind'],
        'Variation margin belongs to futures and perpetuals.',
      );
    }
    if (instrument.quoteCurrency !== currency) {
      return refused(
        flow.account,
        'core/wrong-currency',
        ['currency'],
        `Variation margin of ${instrumentId} is in ${instrument.quoteCurrency}.`,
      );
    }
    const position = openPosition(account, instrument, bucket);
    addExact(position.variationMargin, amount);
    touched.add(position);
  }
  pay(account.cash, currency, amount);
  let purse = account.flows.get(kind);
  if (purse === undefined) {
    purse = new Map();
    account.flows.set(kind, purse);
  }
  pay(purse, currency, amount);
  if (external.includes(kind)) pay(account.pendingFlow, currency, amount);
  account.seen.set(key, { at: occurredAt, content });
  return booked(state, account, at, 'flow', touched, [currency]);
}
