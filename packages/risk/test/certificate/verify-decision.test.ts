import { describe, expect, test } from 'vitest';
import {
  createRiskGate,
  positionLimit,
  type RiskDecision,
  verifyDecision,
} from '../../src/index.ts';
import { order, prime, share } from '../support/fixtures.ts';

const decide = (lots: number): RiskDecision => {
  const gate = createRiskGate({
    baseCurrency: 'USD',
    limits: [positionLimit({ maxLongLots: 10 })],
  });
  prime(gate, share('AAA'));
  return gate.decide(order('o', { lots }), 0);
};

/** A decision with its certificate tampered with. */
const tampered = (lots: number, detail: object, rest: object = {}): RiskDecision => {
  const decision = decide(lots);
  const evidence = {
    ...decision.evidence,
    detail: { ...decision.evidence.detail, ...detail },
  };
  return { ...decision, evidence, ...rest } as RiskDecision;
};

describe('verifyDecision', () => {
  test.each([4, 10, 25])('supports what the gate decided on %i lots', (lots) => {
    expect(verifyDecision(decide(lots))).toEqual({ status: 'supported', faults: [] });
  });

  test.each<readonly [string, RiskDecision]>([
    ['It certifies another order.', tampered(4, { orderId: 'x' })],
    ['Order and certificate differ.', tampered(4, { decidedLots: 3 })],
    ['Status and quantity differ.', tampered(4, { requestedLots: 5 })],
    ['More passed than a limit accepts.', tampered(25, { decidedLots: 11 })],
    ['It was cut further than needed.', tampered(25, { decidedLots: 9 })],
    ['position-limit is exceeded but not binding.', tampered(25, { binding: [] })],
    [
      'A refusal without a reason.',
      tampered(25, { decidedLots: 0 }, { status: 'rejected', reasons: [] }),
    ],
    ['A refused order has a quantity.', tampered(4, {}, { status: 'rejected', reasons: [] })],
    ['An order of no lots passed.', tampered(4, { decidedLots: 0 })],
    [
      'position-limit passes above its bound.',
      tampered(4, {
        checks: decide(4).evidence.detail.checks.map((check) =>
          check.limit === 'position-limit' ? { ...check, usageAfter: 10.1 } : check,
        ),
      }),
    ],
  ])('%s', (fault, decision) => {
    const verdict = verifyDecision(decision);
    expect(verdict.status).toBe('unsupported');
    expect(verdict.faults).toContain(fault);
  });
});
