import {
  configHash,
  type Definition,
  type Json,
  type Snapshot,
  type SnapshotIdentity,
  snapshotState,
} from '@plimsoll/core';

/** The three fields by which a snapshot knows its definition. @internal */
export function identityOf({ kind, version, params }: Definition): SnapshotIdentity {
  return { kind, version, configHash: configHash({ kind, version, params }) };
}

/** The hashable part of a definition, to stand inside another one's `params`. @internal */
export function definitionJson({ kind, version, params }: Definition): Json {
  return { kind, version, params };
}

/**
 * State of a snapshot of this definition, `null` for a fresh start. The hash vouches that the same
 * definition wrote it, hence for its shape.
 *
 * @throws PlimsollError `core/snapshot-mismatch`.
 * @internal
 */
export function restoredState<State>(
  from: Snapshot | undefined,
  identity: SnapshotIdentity,
): State | null {
  return from === undefined ? null : (snapshotState(from, identity) as unknown as State);
}

/** A deep copy as JSON, so that nobody can change it afterwards. @internal */
export function plainJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
