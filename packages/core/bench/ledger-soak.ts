// A long stream of fills: rate in CPU time, and heap. Run from the repository root:
//   node --expose-gc --conditions=@plimsoll/source --import tsx packages/core/bench/ledger-soak.ts [fills]
import { defineInstrument } from '../src/index.ts';
import { createLedger } from '../src/ledger.ts';

const fills = Number(process.argv[2] ?? 1_000_000);
const instruments = Array.from({ length: 20 }, (_, i) =>
  defineInstrument({ instrumentId: `I${i}`, assetClass: 'equity', quoteCurrency: 'USD' }),
);
const ledger = createLedger({
  baseCurrency: 'USD',
  instruments,
  correctionWindowMs: 3_600_000,
});
const { gc } = globalThis as { gc?: () => void };

const step = fills / 10;
let spent = process.cpuUsage();
for (let i = 1; i <= fills; i++) {
  // One fill a second: an hour of window holds 3600 of them.
  const at = i * 1000;
  const answer = ledger.apply({
    type: 'order.filled',
    at,
    payload: {
      fillId: `f${i.toString(36)}`,
      orderId: 'o-1-1',
      childId: 'c-1-1',
      account: 'main',
      strategy: 'soak',
      venue: 'sim',
      instrumentId: `I${i % 20}`,
      side: ((i * 7919) >> 3) % 2 === 0 ? 'buy' : 'sell',
      lots: 1 + (i % 97),
      price: 100 + ((i * 31) % 500) / 100,
      fee: 0.35,
      feeCurrency: 'USD',
      liquidity: 'taker',
      occurredAt: at,
      knownAt: at,
    },
  });
  if (answer.status !== 'booked') throw new Error(JSON.stringify(answer));
  if (i % step === 0) {
    const { user, system } = process.cpuUsage(spent);
    const rate = (step / (user + system)) * 1e6;
    gc?.();
    const heap = process.memoryUsage().heapUsed / 1e6;
    console.log(`${i} fills  ${Math.round(rate)} fills/s  heap ${heap.toFixed(1)} MB`);
    spent = process.cpuUsage();
  }
}
