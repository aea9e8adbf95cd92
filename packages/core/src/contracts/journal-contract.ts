import type { Event } from '../bus/event.ts';
import type { Hasher } from '../hash/hasher.ts';
import { portableHasher } from '../hash/portable-hasher.ts';
import { genesisHash } from '../journal/chain.ts';
import { type Journal, type JournalHeader, journalFormat } from '../journal/journal.ts';
import { verifyJournal } from '../journal/verify-journal.ts';
import { type ContractSuite, ensure, ensureEqual, ensureRefused } from './contract.ts';

const header = (epoch: number): JournalHeader => ({
  format: journalFormat,
  epoch,
  seed: 1,
  configHash: genesisHash,
  sources: { host: 'input', alpha: 'derived' },
  versions: {},
  notes: null,
});

const eventOf = (seq: number, payload: unknown, cause: number | null): Event => ({
  id: cause === null ? `host-0-${seq}` : `alpha-0-${seq}`,
  type: 'contract.event',
  payload,
  source: cause === null ? 'host' : 'alpha',
  role: cause === null ? 'input' : 'derived',
  seq,
  at: 1000 + seq / 3,
  subject: 'süßes "Zeug"\n',
  correlationId: `host-0-${cause ?? seq}`,
  causationId: cause === null ? null : `host-0-${cause}`,
});

const drains: readonly (readonly Event[])[] = [
  [eventOf(1, { price: 0.1 + 0.2, note: '\u2028 €' }, null)],
  [eventOf(2, [1, null, 'x'], null), eventOf(3, { nested: { deep: [true] } }, 2), eventOf(4, 0, 2)],
  [eventOf(5, 5e-324, null)],
];

/** Statements every {@link Journal} must satisfy. `make` gives an empty journal each time. */
export function journalContract(
  make: () => Journal,
  fixture: { readonly hasher?: Hasher } = {},
): ContractSuite {
  const hasher = fixture.hasher ?? portableHasher;
  const filled = (): Journal => {
    const journal = make();
    journal.begin(header(0));
    for (const drain of drains) journal.append(drain);
    return journal;
  };
  return [
    {
      name: 'an empty journal stands at the genesis hash',
      run(): void {
        ensureEqual(make().head(), { hash: genesisHash, seq: 0, links: 0 }, 'the first head');
      },
    },
    {
      name: 'lines give back every event byte for byte, each drain closed by one link',
      run(): void {
        const lines = [...filled().lines()];
        ensureEqual(lines.length, 6, 'the number of lines');
        const events = lines.slice(1).map((line) => line.replace(/,"hash":"[0-9a-f]{64}"\}$/, '}'));
        ensureEqual(
          events,
          drains.flat().map((event) => JSON.stringify(event)),
          'the lines',
        );
        const linked = lines.map((line) => /,"hash":"[0-9a-f]{64}"\}$/.test(line));
        ensureEqual(linked, [true, true, false, false, true, true], 'which lines carry a link');
      },
    },
    {
      name: 'the chain verifies and its head is the journal head',
      run(): void {
        const journal = filled();
        const found = verifyJournal(journal.lines(), { hasher, anchor: journal.head() });
        ensure(found.status === 'intact', `the chain is intact: ${JSON.stringify(found)}`);
        ensureEqual(found.head, journal.head(), 'the head');
        ensureEqual(
          [found.events, found.runs, found.dropped],
          [5, 1, null],
          'events, runs, dropped',
        );
      },
    },
    {
      name: 'the head does not depend on when it is asked for',
      run(): void {
        const journal = make();
        journal.begin(header(0));
        for (const drain of drains) {
          journal.append(drain);
          journal.beforeEffects();
          journal.head();
        }
        ensureEqual(journal.head(), filled().head(), 'the head');
      },
    },
    {
      name: 'a second run continues the chain and must raise the epoch',
      run(): void {
        const journal = filled();
        ensureRefused(() => journal.begin(header(0)), 'the same epoch', 'core/epoch-not-raised');
        journal.begin(header(7));
        journal.append([eventOf(1, null, null)]);
        const found = verifyJournal(journal.lines(), { hasher });
        ensure(found.status === 'intact' && found.runs === 2, 'two runs verify');
      },
    },
    {
      name: 'what comes before the header, an empty drain and anything after close is refused',
      run(): void {
        const [first = []] = drains;
        ensureRefused(
          () => make().append(first),
          'a drain before the header',
          'core/journal-not-begun',
        );
        const journal = filled();
        ensureRefused(() => journal.append([]), 'an empty drain', 'core/empty-drain');
        journal.close();
        journal.close();
        ensureRefused(() => journal.append(first), 'a drain after close', 'core/journal-closed');
        ensureRefused(
          () => journal.begin(header(9)),
          'a header after close',
          'core/journal-closed',
        );
        ensureEqual([...journal.lines()].length, 6, 'the lines after close');
      },
    },
  ];
}
