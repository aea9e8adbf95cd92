// Table of contents, in reading order. Explicit names only; one block a room.

// the gate

export type { AmendEffect } from './gate/amend.ts';
export type { GateEffect } from './gate/apply-event.ts';
export {
  createRiskGate,
  type DescribedMachine,
  type RiskGate,
  type RiskGateDescription,
  type RiskGatePorts,
} from './gate/create-risk-gate.ts';
export type { ChainHead } from './gate/decide.ts';
export type { RiskGateConfig } from './gate/gate-config.ts';
export { FLATTEN_WINDOW_MS, type NextId } from './gate/kill-requests.ts';
export type { RiskEffect, RiskOutput } from './gate/risk-effect.ts';
export type { RiskInput, RiskInputEvent } from './gate/risk-input.ts';

// decisions and their proof

export type {
  DecisionCertificate,
  DecisionEvidence,
  RiskDecision,
} from './certificate/decision.ts';
export { type DecisionVerdict, verifyDecision } from './certificate/verify-decision.ts';

// limits

export { limitDefaults } from './limits/define-limit.ts';
export { type EquityFractionOptions, grossExposure, positionCap } from './limits/exposure-cap.ts';
export { type OrderNotionalOptions, orderNotional } from './limits/order-notional.ts';
export { type PositionLimitOptions, positionLimit } from './limits/position-limit.ts';
export { type PriceCollarOptions, priceCollar } from './limits/price-collar.ts';
export { reduceOnly } from './limits/reduce-only.ts';
export type {
  Exposure,
  LimitOptions,
  LimitReading,
  OrderIntent,
  ReferencePrice,
  RiskLimit,
  RiskView,
} from './limits/risk-limit.ts';

// state machines and the kill switch

export type { Kill, KillStage } from './kill-switch/kill-switch.ts';
export type {
  LiveRiskMachine,
  RiskMachine,
  RiskMachineInput,
  RiskMachineReading,
} from './machines/risk-machine.ts';

// from core, so that one installed package is enough

export { assume, PlimsollError } from '@plimsoll/core';
