import { describe, expect, test } from 'vitest';
import {
  createRiskGate,
  orderNotional,
  positionCap,
  positionLimit,
  priceCollar,
} from '../../src/index.ts';
import { drawdown } from '../../src/machines.ts';
import {
  balancedPreset,
  conservativePreset,
  multiModelPreset,
  strategicPlanPreset,
} from '../../src/presets.ts';
import { apply, fillOf, hold, order, prime, share, valuation } from '../support/fixtures.ts';

describe('configuration', () => {
  test('presets differ by their numbers only', () => {
    const presets = [
      multiModelPreset('USD'),
      strategicPlanPreset('USD'),
      conservativePreset('USD'),
      balancedPreset('USD'),
    ];
    expect(presets.map(({ preset }) => preset)).toEqual([
      'multi-model',
      'strategic-plan',
      'conservative',
      'balanced',
    ]);
    const hashes = presets.map((preset) => createRiskGate(preset).describe().configHash);
    expect(new Set(hashes).size).toBe(4);
    for (const preset of presets) {
      expect(preset.limits.map(({ kind }) => kind)).toEqual([
        'price-collar',
        'position-cap',
        'gross-exposure',
      ]);
    }
    expect(multiModelPreset('USD').machines?.[0]?.params).toMatchObject({
      deriskAt: 0.15,
      haltAt: 0.2,
      factor: 0.5,
    });
    expect(strategicPlanPreset('USD').machines?.[0]?.params).toMatchObject({
      deriskAt: 0.08,
      haltAt: 0.1,
    });
  });

  test.each([
    [() => positionLimit({}), 'risk/invalid-limit'],
    [() => positionLimit({ maxLongLots: 1.5 }), 'risk/invalid-limit'],
    [() => positionCap({ max: Number.NaN }), 'risk/invalid-limit'],
    [() => orderNotional({ max: 0 }), 'risk/invalid-limit'],
    [() => priceCollar({ max: 0.05, maxAgeMs: -1 }), 'risk/invalid-limit'],
    [() => priceCollar({ max: 0.05, maxAgeMs: 1, side: 'none' as never }), 'risk/invalid-limit'],
    [() => positionCap({ max: 1, warnAt: 0 }), 'risk/invalid-limit'],
    [() => createRiskGate({ baseCurrency: '', limits: [] }), 'risk/invalid-config'],
    [
      () =>
        createRiskGate({
          baseCurrency: 'USD',
          limits: [positionCap({ max: 1 }), positionCap({ max: 2 })],
        }),
      'risk/duplicate-name',
    ],
  ])('misuse is refused with a code: %s', (run, code) => {
    expect(run).toThrowError(expect.objectContaining({ code }));
  });

  test('soft limits warn and let pass', () => {
    const gate = createRiskGate({
      baseCurrency: 'USD',
      limits: [positionCap({ max: 0.1, hard: false, name: 'soft' })],
    });
    prime(gate, share('AAA'));
    const decision = gate.decide(order('o', { lots: 200 }), 0);
    expect(decision.status).toBe('accepted');
    expect(decision.status === 'accepted' && decision.warnings[0]?.limit).toBe('soft');
  });

  test('a limit of another scope is not asked', () => {
    const gate = createRiskGate({
      baseCurrency: 'USD',
      limits: [positionLimit({ maxLongLots: 1, scope: { strategy: 'carry' } })],
    });
    prime(gate, share('AAA'));
    expect(gate.decide(order('o'), 0).status).toBe('accepted');
    expect(gate.decide(order('c', { strategy: 'carry' }), 0).status).toBe('rejected');
  });

  test('a limit that refuses instead of scaling', () => {
    const gate = createRiskGate({
      baseCurrency: 'USD',
      limits: [positionLimit({ maxLongLots: 5, onExcess: 'reject' })],
    });
    prime(gate, share('AAA'));
    const decision = gate.decide(order('o', { lots: 6 }), 0);
    expect(decision.status).toBe('rejected');
    expect(decision.evidence.detail.largestAcceptableLots).toBe(5);
  });

  test('what fits but is under the minimum is refused with its own reason', () => {
    const gate = createRiskGate({
      baseCurrency: 'USD',
      limits: [positionLimit({ maxLongLots: 5 })],
    });
    prime(gate, share('AAA', { minLots: 10 }));
    const decision = gate.decide(order('o', { lots: 20 }), 0);
    expect(decision.status === 'rejected' && decision.reasons.map(({ code }) => code)).toEqual([
      'risk/position-limit',
      'risk/scaled-below-minimum',
    ]);
  });

  test('an order id is approved once', () => {
    const gate = createRiskGate({ baseCurrency: 'USD', limits: [] });
    prime(gate, share('AAA'));
    gate.decide(order('o'), 0);
    const again = gate.decide(order('o'), 0);
    expect(again.status === 'rejected' && again.reasons[0]?.code).toBe('risk/duplicate-order-id');
  });

  test('an order into a hedge bucket is refused, not taken for a net one', () => {
    const gate = createRiskGate({ baseCurrency: 'USD', limits: [] });
    prime(gate, share('AAA'));
    const hedged = gate.decide(order('h', { bucket: 'short' }), 0);
    expect(hedged.status === 'rejected' && hedged.reasons[0]?.code).toBe('risk/bucket-unsupported');
    expect(gate.decide(order('n', { bucket: 'net' }), 0).status).toBe('accepted');
  });

  test('a scaled order shows no more than it has', () => {
    const gate = createRiskGate({
      baseCurrency: 'USD',
      limits: [positionLimit({ maxLongLots: 5 })],
    });
    prime(gate, share('AAA'));
    const decision = gate.decide(order('o', { lots: 20, displayLots: 8 }), 0);
    expect(decision.order).toMatchObject({ lots: 5, displayLots: 5 });
  });

  test('time does not run backwards', () => {
    const gate = createRiskGate({ baseCurrency: 'USD', limits: [] });
    prime(gate, share('AAA'), 100, 1, 50);
    expect(() => gate.decide(order('o'), 49)).toThrowError(
      expect.objectContaining({ code: 'risk/invalid-time' }),
    );
  });
});

describe('snapshot', () => {
  const config = {
    baseCurrency: 'USD',
    limits: [positionCap({ max: 0.5 })],
    machines: [drawdown({ deriskAt: 0.15, factor: 0.5, haltAt: 0.2, recoverAt: 0.1 })],
  };
  const lively = () => {
    const gate = createRiskGate(config);
    prime(gate, share('AAA'));
    const pair = { assetClass: 'fx' as const, baseCurrency: 'EUR', quoteCurrency: 'USD' };
    prime(gate, share('EURUSD', pair), 1.2, null);
    hold(gate, 'AAA', 40);
    const working = order('w', { lots: 20 });
    gate.decide(working, 0);
    apply(gate, 'order.filled', fillOf(working, 5, 'f'));
    apply(gate, 'portfolio.valued', valuation(84_000, 100_000));
    apply(gate, 'risk.kill-requested', {
      requestId: 'k',
      by: 'desk',
      reason: 'drill',
      scope: { instrumentId: 'ZZZ' },
      level: 'entries',
    });
    return gate;
  };

  test('a restored gate is the same gate', () => {
    const gate = lively();
    const snapshot = structuredClone(gate.snapshot());
    const again = createRiskGate(config, { from: snapshot });
    expect(again.snapshot()).toEqual(snapshot);
    expect(again.describe()).toEqual(gate.describe());
    const next = order('n', { lots: 900 });
    expect(again.decide(next, 5)).toEqual(gate.decide(next, 5));
    // The fill is still known, so a repeat changes nothing after the restart either.
    apply(again, 'order.filled', fillOf(order('w', { lots: 20 }), 5, 'f'), 5);
    apply(gate, 'order.filled', fillOf(order('w', { lots: 20 }), 5, 'f'), 5);
    expect(again.snapshot()).toEqual(gate.snapshot());
    expect(again.preview(order('p'), 5).evidence.detail.exposure?.signedUnits).toBe(45);
  });

  test('a restored gate finds definitions by its own time, and counts in the reservations', () => {
    const gate = createRiskGate(config);
    prime(gate, share('AAA', { effectiveAt: 1000 }), 100, 100_000, 2000);
    gate.decide(order('w', { lots: 20 }), 2000);
    const again = createRiskGate(config, { from: gate.snapshot() });
    const next = order('n', { lots: 900 });
    expect(again.preview(next, 2000)).toEqual(gate.preview(next, 2000));
    expect(again.preview(next, 2000).evidence.detail.exposure?.workingBuyUnits).toBe(20);
  });

  test('another configuration refuses it', () => {
    const other = { ...config, limits: [positionCap({ max: 0.6 })] };
    expect(() => createRiskGate(other, { from: lively().snapshot() })).toThrowError(
      expect.objectContaining({ code: 'core/snapshot-mismatch' }),
    );
  });
});
