import { misuse } from '../errors/misuse.ts';
import type { EventRole } from './event.ts';

/** A declared source and its id sequence. */
export interface Source {
  /** Name, `[a-z0-9]{1,12}`. */
  readonly name: string;
  /** Input or derived. */
  readonly role: EventRole;
  /** Mints the next id. */
  nextId(): string;
}

/** All sources of a bus. */
export interface SourceTable {
  /** The source, declared as derived when new. */
  declare(name: string, role?: EventRole): Source;
  /** The source, or `core/unknown-source`. */
  get(name: string): Source;
  /** Roles by name. */
  roles(): Readonly<Record<string, EventRole>>;
}

const createSource = (name: string, role: EventRole, epoch: number): Source => {
  if (typeof name !== 'string' || !/^[a-z0-9]{1,12}$/.test(name)) {
    misuse('core/invalid-source', ['source'], name, 'Use 1 to 12 characters of a-z and 0-9.');
  }
  const prefix = `${name}-${epoch.toString(36)}-`;
  let sequence = 0;
  return { name, role, nextId: () => prefix + (++sequence).toString(36) };
};

/** Makes the table of one bus. */
export function createSourceTable(epoch: number): SourceTable {
  const table = new Map<string, Source>();
  return {
    declare(name: string, role: EventRole = 'derived'): Source {
      const known = table.get(name);
      if (known !== undefined) return known;
      const source = createSource(name, role, epoch);
      table.set(name, source);
      return source;
    },
    get: (name) =>
      table.get(name) ??
      misuse('core/unknown-source', ['source'], name, 'Declare it in the sources of createBus.'),
    roles: () => Object.fromEntries(Array.from(table.values(), ({ name, role }) => [name, role])),
  };
}
