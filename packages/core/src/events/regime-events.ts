import type { Command, Refusal } from '../domain/refusal.ts';
import type { UnixMs } from '../domain/units.ts';

/** A detector's reading: information up to `knownAt` only. */
export interface RegimeUpdated {
  /** Name of the detector. */
  readonly detector: string;
  /** Label in force, after persistence and override. */
  readonly label: string;
  /** Filtered probability by label, sums to 1. */
  readonly probabilities: Readonly<Record<string, number>>;
  /** One-step-ahead probability by label. */
  readonly predicted: Readonly<Record<string, number>>;
  /** Filtered probability of `label`, before any override. */
  readonly confidence: number;
  /** Bars since the label came into force, from 0. */
  readonly ageBars: number;
  /** Whether a person's override is in force. */
  readonly overridden: boolean;
  /** Time up to which data was used. */
  readonly knownAt: UnixMs;
  /** Detector's own numbers, e.g. `logLikelihood`, `turbulence`. */
  readonly diagnostics: Readonly<Record<string, number>>;
}

/** The label in force changed. */
export interface RegimeChanged {
  /** Name of the detector. */
  readonly detector: string;
  /** Label before; `null` at the first reading. */
  readonly from: string | null;
  /** Label now. */
  readonly to: string;
  /** Filtered probability by label. */
  readonly probabilities: Readonly<Record<string, number>>;
  /** Bars the previous label lasted. */
  readonly previousAgeBars: number;
  /** Whether the change comes from an override. */
  readonly overridden: boolean;
  /** Time up to which data was used. */
  readonly knownAt: UnixMs;
}

/** A person asks to fix the label for a time. */
export interface RegimeOverrideRequested extends Command {
  /** Name of the detector. */
  readonly detector: string;
  /** Label to hold, or `null` to lift the override. */
  readonly label: string | null;
  /** When it expires by itself; `null` only together with a `null` label. */
  readonly until: UnixMs | null;
}

/** An override took effect, was lifted, or expired. */
export interface RegimeOverrideChanged {
  /** Name of the detector. */
  readonly detector: string;
  /** The request answered, or `null` on expiry. */
  readonly requestId: string | null;
  /** Label held, or `null`. */
  readonly label: string | null;
  /** Expiry, or `null`. */
  readonly until: UnixMs | null;
  /** What brought it about. */
  readonly cause: 'request' | 'expiry';
}

/** Regime family. Subject: detector. */
export interface RegimeEvents {
  /** A reading. */
  readonly 'regime.updated': RegimeUpdated;
  /** A change of label. */
  readonly 'regime.changed': RegimeChanged;
  /** Command: override. */
  readonly 'regime.override-requested': RegimeOverrideRequested;
  /** Fact: override changed. */
  readonly 'regime.override-changed': RegimeOverrideChanged;
  /** A request was refused. */
  readonly 'regime.request-refused': Refusal & {
    /** Name of the detector. */
    readonly detector: string;
  };
}
