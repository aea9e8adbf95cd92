/**
 * A set of attributes, not a tree: an order is in scope when every attribute named here equals its
 * own. `{}` is everything. An order must pass every limit whose scope it matches.
 */
export interface Scope {
  /** Account. */
  readonly account?: string;
  /** Strategy. */
  readonly strategy?: string;
  /** Venue. */
  readonly venue?: string;
  /** Instrument. */
  readonly instrumentId?: string;
  /** Group, as dimension and value. */
  readonly group?: { readonly dimension: string; readonly value: string };
}

/** What is matched against a {@link Scope}. */
export interface ScopeSubject {
  /** Account. */
  readonly account: string;
  /** Strategy. */
  readonly strategy: string;
  /** Venue, or `null` while open. */
  readonly venue: string | null;
  /** Instrument. */
  readonly instrumentId: string;
  /** Groups of the instrument by dimension. */
  readonly groups: Readonly<Record<string, string>>;
}

/** Whether every attribute of `scope` equals that of `subject`. */
export function inScope(scope: Scope, subject: ScopeSubject): boolean {
  const { group } = scope;
  return (
    (scope.account === undefined || scope.account === subject.account) &&
    (scope.strategy === undefined || scope.strategy === subject.strategy) &&
    (scope.venue === undefined || scope.venue === subject.venue) &&
    (scope.instrumentId === undefined || scope.instrumentId === subject.instrumentId) &&
    (group === undefined || subject.groups[group.dimension] === group.value)
  );
}

/** Canonical text of a scope, the subject of risk events: `account=a|venue=v`, or `all`. */
export function scopeKey(scope: Scope): string {
  const parts = [
    scope.account === undefined ? '' : `account=${scope.account}`,
    scope.strategy === undefined ? '' : `strategy=${scope.strategy}`,
    scope.venue === undefined ? '' : `venue=${scope.venue}`,
    scope.instrumentId === undefined ? '' : `instrument=${scope.instrumentId}`,
    scope.group === undefined ? '' : `${scope.group.dimension}=${scope.group.value}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'all' : parts.join('|');
}
