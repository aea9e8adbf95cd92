import type { Agent, AgentContext } from '../agents/agent.ts';
import { defineAgent } from '../agents/define-agent.ts';
import type { Event } from '../bus/event.ts';
import { checkNumber } from '../errors/checks.ts';
import type { AccountEvents } from '../events/account-events.ts';
import type { FillEvents } from '../events/fill-events.ts';
import type { MarketEvents } from '../events/market-events.ts';
import type { OrderEvents } from '../events/order-events.ts';
import type { PortfolioEvents } from '../events/portfolio-events.ts';
import type { Snapshot } from '../grammar/snapshot.ts';
import { createLedger } from './create-ledger.ts';
import type { LedgerConfig } from './ledger-config.ts';
import type { LedgerEvent } from './ledger-event.ts';

/** The part of the vocabulary that the ledger agent needs a bus to carry. */
export interface LedgerAgentEvents
  extends Pick<
      MarketEvents,
      'market.instrument-defined' | 'market.bar' | 'market.mark' | 'market.slice'
    >,
    Pick<OrderEvents, 'order.filled'>,
    FillEvents,
    AccountEvents,
    Pick<PortfolioEvents, 'portfolio.changed' | 'portfolio.valued'> {}

/** What {@link ledgerAgent} needs to know. */
export interface LedgerAgentConfig extends LedgerConfig {
  /** Name of the agent. @defaultValue 'ledger' */
  readonly name?: string;
  /** Value at the slices of this universe only; `null`: at every slice. @defaultValue null */
  readonly universe?: string | null;
  /** Value on a timer of this period instead of at slices; `null`: at slices. @defaultValue null */
  readonly valuationPeriodMs?: number | null;
}

/** Values {@link ledgerAgent} takes for what its configuration leaves out. */
export const ledgerAgentDefaults: {
  /** @defaultValue 'ledger' */
  readonly name: string;
  /** @defaultValue null */
  readonly universe: string | null;
  /** @defaultValue null */
  readonly valuationPeriodMs: number | null;
} = { name: 'ledger', universe: null, valuationPeriodMs: null };

const listened = [
  'market.instrument-defined',
  'market.mark',
  'order.filled',
  'fill.corrected',
  'fill.busted',
  'account.cash-flowed',
  'position.adjusted',
  'account.reported',
  'market.bar',
] as const;

/**
 * The books on the bus. It publishes `portfolio.changed` for what a fill, flow, adjustment,
 * correction or bust changed; `portfolio.valued` for every account once a slice (or timer);
 * `account.reconciled` for every statement; and `account.booking-refused` for a repeated id or an
 * event it cannot book. Its health is degraded while an account cannot be valued for want of an
 * exchange rate, differs from its last statement, or has had an event refused since its last
 * agreeing statement.
 *
 * @param options - `from`: a ledger snapshot to continue from.
 * @throws PlimsollError as {@link createLedger}, and `core/invalid-ledger` for the period.
 */
export function ledgerAgent(
  config: LedgerAgentConfig,
  options: { readonly from?: Snapshot } = {},
): Agent<LedgerAgentEvents, null> {
  const { name, universe, valuationPeriodMs, ...books } = { ...ledgerAgentDefaults, ...config };
  if (valuationPeriodMs !== null) {
    const bounds = { min: 0, above: true };
    checkNumber(valuationPeriodMs, 'core/invalid-ledger', ['valuationPeriodMs'], bounds);
  }
  // Opened once here, so that a faulty configuration shows before anything starts.
  createLedger(books, options);

  return defineAgent(name, {}, (context: AgentContext<LedgerAgentEvents, null>) => {
    const ledger = createLedger(books, options);
    const troubles = new Map<string, string>();

    const book = ({ id, type, payload, at }: Event & LedgerEvent): void => {
      const answer = ledger.apply({ type, payload, at } as LedgerEvent);
      switch (answer.status) {
        case 'booked':
          context.publish('portfolio.changed', answer.change);
          break;
        case 'reconciled': {
          const { account, breaks } = answer.reconciliation;
          context.publish('account.reconciled', answer.reconciliation);
          if (breaks.length === 0) troubles.delete(account);
          else troubles.set(account, `${account} differs from its statement in ${breaks.length}`);
          break;
        }
        case 'duplicate':
        case 'refused': {
          const { account, status, code, path, remedy } = answer;
          const refusal = { account, eventId: id, eventType: type, status, code, path, remedy };
          context.publish('account.booking-refused', refusal);
          if (status === 'refused') troubles.set(account, `${type} ${id} was refused: ${code}`);
        }
      }
    };

    const valueAll = (): void => {
      const at = context.now();
      for (const account of ledger.accounts()) {
        const valued = ledger.value(account, at);
        if (valued.status === 'unvaluable') {
          const missing = valued.missing.join(', ');
          troubles.set(`${account} value`, `${account} has no exchange rate for ${missing}`);
          continue;
        }
        troubles.delete(`${account} value`);
        const { status: _, byCurrency: __, ...payload } = valued;
        context.publish('portfolio.valued', payload);
      }
    };

    for (const type of listened) {
      context.subscribe(type, (event) => book(event as Event & LedgerEvent));
    }
    context.subscribe('market.slice', (event) => {
      book(event as Event & LedgerEvent);
      if (valuationPeriodMs !== null) return;
      if (universe === null || universe === event.payload.universe) valueAll();
    });
    if (valuationPeriodMs !== null) context.every(valuationPeriodMs, valueAll);

    return {
      health: () => {
        const [first] = troubles.values();
        return { status: first === undefined ? 'ok' : 'degraded', detail: first ?? null };
      },
    };
  });
}
