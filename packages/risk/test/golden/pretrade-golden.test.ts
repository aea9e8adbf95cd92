import { describe, expect, test } from 'vitest';
import { createRiskGate, verifyDecision } from '../../src/index.ts';
import { apply, fillOf, mark, order, prime, share } from '../support/fixtures.ts';
import { type GoldenCase, goldenCases } from './pretrade-golden-cases.ts';

const AT = 10_000;

const withHolding = (golden: GoldenCase) => {
  const perLot = golden.lotUnits ?? 1;
  const instrument = share('AAA', { lotSize: String(perLot) });
  const gate = createRiskGate({ baseCurrency: 'USD', limits: golden.limits });
  prime(gate, instrument, null, golden.equity ?? 100_000);
  if (golden.position !== 0) {
    // A base-coin fee, a split or an adjustment leaves holdings between lots; adopt them as such.
    apply(gate, 'portfolio.changed', {
      account: 'main',
      positions: [
        {
          account: 'main',
          instrumentId: 'AAA',
          bucket: 'net',
          signedUnits: golden.position,
          basis: [],
          averagePrice: null,
          markPrice: null,
          markAt: null,
          realizedPnl: 0,
          unrealizedPnl: null,
        },
      ],
      cash: {},
      cause: 'adjustment',
    });
  }
  if (golden.referencePrice !== null) {
    mark(gate, 'AAA', golden.referencePrice ?? 100, AT - (golden.referenceAgeMs ?? 0));
  }
  return { gate, perLot };
};

/** Puts working orders there by way of a snapshot, so that the limits do not judge them. */
const withWorking = (golden: GoldenCase) => {
  const { gate, perLot } = withHolding(golden);
  const snapshot = gate.snapshot();
  const state = snapshot.state as Record<string, unknown>;
  const reservations = (['buy', 'sell'] as const).flatMap((side) => {
    const units = side === 'buy' ? golden.openBuys : golden.openSells;
    if (units === undefined) return [];
    const lots = units / perLot;
    return [{ order: order(side, { side, lots }), filledLots: 0, leavesLots: lots, children: [] }];
  });
  const restored = createRiskGate(
    { baseCurrency: 'USD', limits: golden.limits },
    { from: { ...snapshot, state: { ...state, reservations } as never } },
  );
  return { gate: restored, perLot };
};

describe('pre-trade golden cases', () => {
  test.each(goldenCases.map((golden) => [golden.name, golden] as const))('%s', (_, golden) => {
    const { gate, perLot } = withWorking(golden);
    const decision = gate.decide(
      order('case', {
        side: golden.side,
        lots: golden.quantity / perLot,
        limitPrice: golden.price === undefined ? 100 : golden.price,
        reduceOnly: golden.reduceOnly ?? false,
      }),
      AT,
    );
    const decided = decision.status === 'rejected' ? 0 : decision.order.lots * perLot;
    expect(decided).toBe(golden.expected);
    expect(verifyDecision(decision)).toEqual({ status: 'supported', faults: [] });
    expect(decision.evidence.verified).toBe(true);
    if (golden.code !== undefined) {
      expect(decision.status === 'rejected' && decision.reasons[0]?.code).toBe(golden.code);
    }
  });

  test('a batch is judged in sequence: 60 and 60 against 100', () => {
    const golden = goldenCases[0] as GoldenCase;
    const gate = createRiskGate({ baseCurrency: 'USD', limits: golden.limits });
    prime(gate, share('AAA'));
    expect(gate.decide(order('a', { lots: 60 }), AT).status).toBe('accepted');
    const second = gate.decide(order('b', { lots: 60 }), AT);
    expect(second.status === 'scaled' && second.order.lots).toBe(40);
    apply(gate, 'order.filled', fillOf(order('a', { lots: 60 }), 60, 'f1'));
    expect(gate.decide(order('c', { lots: 1 }), AT).status).toBe('rejected');
  });
});
