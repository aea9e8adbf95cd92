import { checkNumber, type Lots, type Order, type Snapshot, type UnixMs } from '@plimsoll/core';
import type { RiskDecision } from '../certificate/decision.ts';
import type { Kill } from '../kill-switch/kill-switch.ts';
import type { RiskMachineReading } from '../machines/risk-machine.ts';
import { applyEvent, type GateEffect } from './apply-event.ts';
import { type ChainHead, previewOrder, reserve } from './decide.ts';
import { checkConfig, type RiskGateConfig } from './gate-config.ts';
import { restoreGate, snapshotGate } from './gate-snapshot.ts';
import { createGateState } from './gate-state.ts';
import type { NextId } from './kill-requests.ts';
import type { RiskInputEvent } from './risk-input.ts';

/** What surrounds a gate; none of it is configuration. */
export interface RiskGatePorts {
  /** Continue from here. @defaultValue an empty state */
  readonly from?: Snapshot;
  /** Head of the journal's chain before the current drain. @defaultValue `null` */
  readonly chainHead?: ChainHead;
  /** Mints ids of closing orders and requests. @defaultValue `gate-0-1`, `gate-0-2`, … */
  readonly nextId?: NextId;
}

/** One machine as `describe()` shows it. */
export interface DescribedMachine extends RiskMachineReading {
  /** Name. */
  readonly name: string;
}

/** What a gate enforces and where it stands. */
export interface RiskGateDescription {
  /** Hash over all definitions. */
  readonly configHash: string;
  /** Limits with the inputs each needs. */
  readonly limits: readonly {
    readonly name: string;
    readonly kind: string;
    readonly unit: string;
    readonly hard: boolean;
    readonly inputs: readonly string[];
  }[];
  /** Machines. */
  readonly machines: readonly DescribedMachine[];
  /** Kills in force. */
  readonly kills: readonly Kill[];
  /** Approved orders that are not over, with what may still fill. */
  readonly reservations: readonly { readonly orderId: string; readonly leavesLots: Lots }[];
  /** Accounts whose entries are blocked by an unresolved break. */
  readonly brokenAccounts: readonly string[];
  /** Instruments with a price, and when it is from. */
  readonly pricesAt: Readonly<Record<string, UnixMs>>;
}

/** A pre-trade gate: synchronous, and a pure function of its snapshot and what it is given. */
export interface RiskGate {
  /** Judges an order and, unless it is refused, reserves it in the same step. */
  decide(order: Order, at: UnixMs): RiskDecision;
  /** What {@link RiskGate.decide} would answer, without any effect. */
  preview(order: Order, at: UnixMs): RiskDecision;
  /** Moves by one event; returns what is to be published. */
  apply(event: RiskInputEvent): readonly GateEffect[];
  /** Complete state. */
  snapshot(): Snapshot;
  /** Configuration and standing, for people and health checks. */
  describe(): RiskGateDescription;
}

/**
 * Makes a gate.
 *
 * Proven for every accepted stream of orders, whatever fills, late fills, lost cancels or rejects
 * follow: per-instrument quantity limits and the gross limit at the reference prices of the
 * decision are never exceeded by what the gate let through, and an order that only reduces is never
 * refused by an exposure limit. A later price move is a passive breach: it is reported, and from
 * then on only reductions pass.
 *
 * @throws PlimsollError `risk/invalid-config`, `risk/duplicate-name`, `core/snapshot-mismatch`.
 *
 * @example
 * ```ts
 * const gate = createRiskGate({ baseCurrency: 'USD', limits: [grossExposure({ max: 1.2 })] });
 * const decision = gate.decide(order, at);
 * ```
 */
export function createRiskGate(config: RiskGateConfig, ports: RiskGatePorts = {}): RiskGate {
  const checked = checkConfig(config);
  const restored = ports.from === undefined ? null : restoreGate(ports.from, checked);
  const state = restored?.state ?? createGateState(checked);
  let minted = restored?.mintedIds ?? 0;
  const chainHead: ChainHead = ports.chainHead ?? (() => null);
  const nextId: NextId =
    ports.nextId ??
    (() => {
      minted += 1;
      return `gate-0-${minted.toString(36)}`;
    });

  const judgeAt = (order: Order, at: UnixMs): RiskDecision => {
    state.at = checkNumber(at, 'risk/invalid-time', ['at'], { min: state.at });
    return previewOrder(order, at, checked, state, chainHead);
  };

  return {
    preview(order, at) {
      const before = state.at;
      try {
        return judgeAt(order, at);
      } finally {
        state.at = before;
      }
    },
    decide(order, at) {
      const decision = judgeAt(order, at);
      if (decision.status !== 'rejected') reserve(decision.order, state);
      return decision;
    },
    apply: (event) => applyEvent(event, { state, config: checked, chainHead, nextId }),
    snapshot: () => snapshotGate(state, checked, minted),
    describe: () => ({
      configHash: checked.hash,
      limits: checked.limits.map(({ name, kind, unit, hard, inputs }) => ({
        name,
        kind,
        unit,
        hard,
        inputs,
      })),
      machines: state.machines.map(({ machine, live }) => ({
        name: machine.name,
        ...live.reading(),
      })),
      kills: state.kills,
      reservations: [...state.reservations.values()].map(({ order, leavesLots }) => ({
        orderId: order.orderId,
        leavesLots,
      })),
      brokenAccounts: [...state.broken],
      pricesAt: Object.fromEntries([...state.prices].map(([id, { at }]) => [id, at])),
    }),
  };
}
