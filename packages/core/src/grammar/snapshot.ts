import { misuse } from '../errors/misuse.ts';
import type { Json } from './json.ts';

/** Complete state of something that remembers, as plain JSON. */
export interface Snapshot {
  /** Kind of the definition or machine that wrote it. */
  readonly kind: string;
  /** Version of that definition or machine. */
  readonly version: number;
  /** {@link configHash} of the configuration it ran under. */
  readonly configHash: string;
  /** The state itself. `-0` is stored as `0`, infinities as `null` with meaning. */
  readonly state: Json;
}

/** The three fields of a snapshot that must agree before its state may be used. */
export type SnapshotIdentity = Omit<Snapshot, 'state'>;

/**
 * Returns `from.state` when the snapshot belongs to `expected`; throws `core/snapshot-mismatch`
 * naming the differing field otherwise.
 */
export function snapshotState(from: Snapshot, expected: SnapshotIdentity): Json {
  for (const field of ['kind', 'version', 'configHash'] as const) {
    if (from[field] !== expected[field]) {
      misuse(
        'core/snapshot-mismatch',
        ['from', field],
        from[field],
        `This snapshot was written under another ${field}; expected ${JSON.stringify(expected[field])}.`,
      );
    }
  }
  return from.state;
}
