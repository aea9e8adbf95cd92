import { checkName, configHash, type Json, misuse } from '@plimsoll/core';
import { reduceOnly } from '../limits/reduce-only.ts';
import type { RiskLimit } from '../limits/risk-limit.ts';
import type { RiskMachine } from '../machines/risk-machine.ts';

/** What a gate enforces. Definitions only, so that it can be hashed and replayed. */
export interface RiskGateConfig {
  /** Currency of equity and of every value limit. */
  readonly baseCurrency: string;
  /** Limits, judged in this order. Order validity and the reduce-only guarantee are always there. */
  readonly limits: readonly RiskLimit[];
  /** State machines that scale or stop trading. @defaultValue none */
  readonly machines?: readonly RiskMachine[];
}

/** A checked configuration with its hash. */
export interface CheckedConfig {
  /** Currency of equity and of every value limit. */
  readonly baseCurrency: string;
  /** Limits including the built-in reduce-only guarantee. */
  readonly limits: readonly RiskLimit[];
  /** Machines. */
  readonly machines: readonly RiskMachine[];
  /** Hash over all definitions. */
  readonly hash: string;
}

const definition = ({ kind, version, params }: RiskLimit | RiskMachine): Json => ({
  kind,
  version,
  params,
});

const uniqueNames = (items: readonly { readonly name: string }[], path: string) => {
  const seen = new Set<string>();
  items.forEach(({ name }, index) => {
    checkName(name, 'risk/invalid-config', [path, index, 'name']);
    if (seen.has(name)) {
      misuse('risk/duplicate-name', [path, index, 'name'], name, 'Give each its own name.');
    }
    seen.add(name);
  });
};

/** Checks a configuration at the door and hashes it. */
export function checkConfig(config: RiskGateConfig): CheckedConfig {
  const baseCurrency = checkName(config.baseCurrency, 'risk/invalid-config', ['baseCurrency']);
  const limits = [reduceOnly(), ...config.limits];
  const machines = config.machines ?? [];
  uniqueNames(limits, 'limits');
  uniqueNames(machines, 'machines');
  const hash = configHash({
    kind: 'risk-gate',
    version: 1,
    baseCurrency,
    limits: limits.map(definition),
    machines: machines.map(definition),
  });
  return { baseCurrency, limits, machines, hash };
}
