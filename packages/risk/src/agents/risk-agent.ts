import {
  type Agent,
  type AgentContext,
  defineAgent,
  type Event,
  type Json,
  misuse,
  type OrderEvents,
} from '@plimsoll/core';
import type { GateEffect } from '../gate/apply-event.ts';
import { createRiskGate } from '../gate/create-risk-gate.ts';
import { checkConfig, type RiskGateConfig } from '../gate/gate-config.ts';
import type { RiskOutput } from '../gate/risk-effect.ts';
import { type RiskInput, type RiskInputEvent, riskInputTypes } from '../gate/risk-input.ts';

/** The slice of the vocabulary a risk agent needs. */
export type RiskAgentEvents = RiskInput & RiskOutput & OrderEvents;

/** Configuration of {@link riskAgent}. */
export interface RiskAgentConfig {
  /** Name of the agent. @defaultValue 'risk' */
  readonly name?: string;
  /** What the gate enforces. */
  readonly gate: RiskGateConfig;
}

/** What of a gate is in the journal's header, so that a run under other limits is told apart. */
export interface RiskPolicy {
  /** Hash over all definitions of the gate. */
  readonly configHash: string;
}

type RiskContext = AgentContext<RiskAgentEvents, RiskPolicy>;

const refuseOther = (candidate: Json, policy: RiskPolicy): RiskPolicy =>
  (candidate as Partial<RiskPolicy> | null)?.configHash === policy.configHash
    ? policy
    : misuse(
        'risk/limits-fixed',
        ['configHash'],
        candidate,
        'Limits do not change while the gate runs; start it with others.',
      );

/**
 * Binds a gate to the bus: `order.requested` is answered by `order.approved` or `order.rejected`,
 * every `child.requested` by `child.approved` or `child.rejected`, every request of a person exactly
 * once; valuations move the machines, prices the limits.
 */
export function riskAgent(config: RiskAgentConfig): Agent<RiskAgentEvents, RiskPolicy> {
  const policy: RiskPolicy = { configHash: checkConfig(config.gate).hash };
  const options = { policy, validate: (candidate: Json) => refuseOther(candidate, policy) };
  return defineAgent(config.name ?? 'risk', options, (context: RiskContext) => {
    const gate = createRiskGate(config.gate, {
      nextId: () => context.nextId(),
      chainHead: () => context.journalHead(),
    });
    // The union of effects is correlated by construction, which a generic call cannot express.
    const publish = ({ type, payload }: GateEffect) => context.publish(type, payload as never);
    const onEvent = (event: Event) => {
      for (const effect of gate.apply(event as RiskInputEvent)) publish(effect);
    };
    for (const type of riskInputTypes) context.subscribe(type, onEvent);
    context.subscribe('order.requested', ({ payload, at }) => {
      const decision = gate.decide(payload.order, at);
      const { order, evidence } = decision;
      if (decision.status === 'rejected') {
        context.publish('order.rejected', { order, reasons: decision.reasons, evidence });
        return;
      }
      context.publish('order.approved', {
        order,
        status: decision.status,
        requestedLots: payload.order.lots,
        evidence,
      });
    });
    return {
      health: () => {
        const { kills, brokenAccounts, machines } = gate.describe();
        const stopped = machines.filter(({ exposureFactor }) => exposureFactor < 1);
        const notes = [
          ...kills.map(({ level }) => `kill of level ${level} in force`),
          ...brokenAccounts.map((account) => `unresolved break in ${account}`),
          ...stopped.map(({ name, state }) => `${name} is ${state}`),
        ];
        return notes.length === 0
          ? { status: 'ok', detail: null }
          : { status: 'degraded', detail: notes.join('; ') };
      },
    };
  });
}
