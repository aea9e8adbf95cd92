import type { ChildApproved, ChildOrder, ChildRejected } from '@plimsoll/core';
import { describe, expect, test } from 'vitest';
import { verifyChildDecision } from '../../src/audit.ts';
import { createRiskGate, priceCollar } from '../../src/index.ts';
import { apply, order, prime, share } from '../support/fixtures.ts';

const answered = (
  fields: Partial<ChildOrder>,
  action: 'submit' | 'cancel' = 'submit',
): ChildApproved | ChildRejected => {
  const gate = createRiskGate({
    baseCurrency: 'USD',
    limits: [priceCollar({ max: 0.05, maxAgeMs: 1e6 })],
  });
  prime(gate, share('AAA'));
  const parent = order('p', { lots: 20 });
  gate.decide(parent, 0);
  const child: ChildOrder = {
    childId: 'c1',
    orderId: 'p',
    account: parent.account,
    strategy: parent.strategy,
    venue: 'sim',
    instrumentId: 'AAA',
    side: 'buy',
    lots: 15,
    type: 'limit',
    limitPrice: 100,
    stopPrice: null,
    timeInForce: 'ioc',
    postOnly: false,
    reduceOnly: false,
    displayLots: null,
    expireAt: null,
    venueExtras: null,
    ...fields,
  };
  const [effect] = apply(gate, 'child.requested', { child, action });
  if (effect?.type !== 'child.approved' && effect?.type !== 'child.rejected') {
    throw new Error('expected an answer to the child');
  }
  return effect.payload;
};

const tampered = (detail: object, rest: object = {}): ChildApproved | ChildRejected => {
  const answer = answered({});
  const whole = { ...(answer.evidence.detail as object), ...detail };
  return { ...answer, evidence: { ...answer.evidence, detail: whole }, ...rest };
};

describe('verifyChildDecision', () => {
  test.each([
    ['a child let out', answered({}), false],
    ['a child too large', answered({ lots: 21 }), true],
    ['a child too dear', answered({ limitPrice: 106 }), true],
    ['a cancel of something unknown', answered({ orderId: 'ghost' }, 'cancel'), false],
  ])('supports what the gate answered on %s', (_, answer, refused) => {
    expect('reasons' in answer).toBe(refused);
    expect(verifyChildDecision(answer)).toEqual({ status: 'supported', faults: [] });
  });

  test.each([
    ['More stands at venues than is reserved.', tampered({ outstandingLots: 21 })],
    ['The child is not among what stands at venues.', tampered({ outstandingLots: 14 })],
    ['A refusal without a reason.', tampered({}, { reasons: [] })],
    ['A cancel was held back.', tampered({}, { reasons: [{}], action: 'cancel' })],
    [
      'price-collar does not let the message pass.',
      tampered({
        checks: [{ limit: 'price-collar', hard: true, status: 'within', usageAfter: 1, bound: 0 }],
      }),
    ],
    [
      'price-collar does not let the message pass.',
      tampered({
        checks: [
          {
            limit: 'price-collar',
            hard: true,
            status: 'unevaluable',
            usageAfter: null,
            bound: null,
          },
        ],
      }),
    ],
  ])('%s', (fault, answer) => {
    expect(verifyChildDecision(answer)).toEqual({ status: 'unsupported', faults: [fault] });
  });
});
