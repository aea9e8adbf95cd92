import { bench, describe } from 'vitest';
import { ewmaTurbulence } from '../src/index.ts';
import { absorb, seedFactor, squaredDistance } from '../src/turbulence/ewma-factor.ts';
import { market } from './support/market.ts';

describe('turbulence, one update', () => {
  for (const dimension of [4, 10, 50]) {
    const { rows, model } = market(2, dimension, 400, 5);
    const values = rows.map((row) => Float64Array.from(row));
    const moments = seedFactor(Float64Array.from(rows.slice(0, 120).flat()), 120, dimension);
    if (moments === null) throw new Error('the seed is singular');
    const scratch = new Float64Array(dimension);
    let t = 0;
    bench(`kernel d=${dimension}: distance and rank-one update`, () => {
      const x = values[t] as Float64Array;
      squaredDistance(moments, x, scratch);
      absorb(moments, x, 0.99, scratch);
      t = (t + 1) % values.length;
    });
    const live = ewmaTurbulence({ columns: model.columns, decay: 0.99, seedBars: 120 }).start();
    for (const row of rows) live.update(row);
    let u = 0;
    bench(`whole reading d=${dimension}, rank among 1000`, () => {
      live.update(rows[u] as readonly number[]);
      u = (u + 1) % rows.length;
    });
  }
});
