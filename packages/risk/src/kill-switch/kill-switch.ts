import { inScope, type Json, type KillLevel, type Scope, type ScopeSubject } from '@plimsoll/core';

/** How far a kill has come. */
export type KillStage = 'latched' | 'cancelling' | 'closing' | 'done';

/** One kill in force. It stays until a person resets it. */
export interface Kill {
  /** The request that pulled it. */
  readonly requestId: string;
  /** What is killed. */
  readonly scope: Scope;
  /** How far it goes. */
  readonly level: KillLevel;
  /** How far it has come. */
  readonly stage: KillStage;
  /** Instruments still held that a flatten cannot close before they have a definition and a price. */
  readonly unpriced: readonly string[];
}

/** What the kills in force allow for one order. */
export type KillVerdict = 'free' | 'reductions-only' | 'nothing';

/** The strictest verdict of the kills in whose scope `subject` falls. */
export function killVerdict(kills: readonly Kill[], subject: ScopeSubject): KillVerdict {
  let verdict: KillVerdict = 'free';
  for (const kill of kills) {
    if (!inScope(kill.scope, subject)) continue;
    if (kill.level === 'orders') return 'nothing';
    verdict = 'reductions-only';
  }
  return verdict;
}

/** Kills as snapshot state. */
export function killsToJson(kills: readonly Kill[]): Json {
  return kills.map((kill) => ({ ...kill, scope: kill.scope as Json }));
}
