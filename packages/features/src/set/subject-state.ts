import { type Json, misuse } from '@plimsoll/core';

/** What a feature set's snapshot holds of one subject. */
export interface SubjectState {
  /** Name of the subject. */
  readonly subject: string;
  /** Close of its last bar. */
  readonly lastCloseAt: number;
  /** State of its nodes. */
  readonly graph: Json;
  /** Its history, oldest first. */
  readonly history: Json;
}

const isSubject = (value: unknown): value is SubjectState => {
  const state = value as Partial<SubjectState> | null;
  return (
    typeof state?.subject === 'string' &&
    Number.isFinite(state.lastCloseAt) &&
    state.graph !== undefined &&
    state.history !== undefined
  );
};

/** Reads the subjects of a feature set's snapshot. */
export function readSubjects(state: Json): readonly SubjectState[] {
  const { subjects } = (state ?? {}) as { readonly subjects?: unknown };
  if (Array.isArray(subjects) && subjects.every(isSubject)) return subjects;
  return misuse(
    'features/invalid-snapshot',
    ['from', 'state'],
    state,
    'Give a snapshot exactly as snapshot() returned it.',
  );
}
