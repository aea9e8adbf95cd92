import type { Instrument } from '../domain/instrument.ts';
import type { Reason } from '../domain/limit-check.ts';
import type { Order, OrderType } from '../domain/order.ts';
import { signedUnitsFromLots, unitsPerLot } from './lots.ts';
import { notional } from './notional.ts';
import { isOnTick } from './ticks.ts';

const needsLimit: readonly OrderType[] = ['limit', 'stop-limit', 'limit-on-open', 'limit-on-close'];
const needsStop: readonly OrderType[] = ['stop', 'stop-limit'];
const mayLimit: readonly OrderType[] = [...needsLimit, 'pegged'];

const wholeAbove = (value: number, least: number): boolean =>
  Number.isSafeInteger(value) && value >= least;

/**
 * Everything wrong with an order in itself, as an answer rather than a throw; an empty list means
 * valid. Sizes are whole lots with the direction in `side`; a buy is positive, a sell negative only
 * in holdings. The least notional is judged at the limit price if there is one, else at the decision
 * price, and does not bind reduce-only orders. Limits on accounts and markets are not judged here.
 *
 * Codes: `core/wrong-instrument`, `core/not-tradable`, `core/expired-instrument`,
 * `core/unsupported-payoff`, `core/invalid-side`, `core/invalid-lots`, `core/unsafe-quantity`,
 * `core/below-min-lots`, `core/below-min-notional`, `core/invalid-display`, `core/missing-price`, `core/unexpected-price`,
 * `core/off-tick`, `core/invalid-decision-price`, `core/invalid-window`,
 * `core/contradictory-instructions`.
 */
export function checkOrder(order: Order, instrument: Instrument): readonly Reason[] {
  const reasons: Reason[] = [];
  const fault = (tail: string, message: string): void => {
    reasons.push({ code: `core/${tail}`, message, limit: null });
  };
  const { instrumentId, side, lots, displayLots, timeInForce, postOnly } = order;

  if (instrumentId !== instrument.instrumentId) {
    fault(
      'wrong-instrument',
      `Order for ${instrumentId}, definition of ${instrument.instrumentId}.`,
    );
  }
  if (instrument.status !== 'active')
    fault('not-tradable', `${instrumentId} is ${instrument.status}.`);
  if (instrument.payoff !== 'linear') {
    fault('unsupported-payoff', `Payoff ${instrument.payoff} is not valued in this version.`);
  }
  if (instrument.expiryAt !== null && order.endAt > instrument.expiryAt) {
    fault('expired-instrument', `The order ends after ${instrumentId} expires.`);
  }

  const sided = side === 'buy' || side === 'sell';
  if (!sided) fault('invalid-side', `Side ${String(side)} is neither buy nor sell.`);
  const sized = wholeAbove(lots, 1) && Number.isSafeInteger(lots * unitsPerLot(instrument));
  if (!wholeAbove(lots, 1))
    fault('invalid-lots', `Lots ${String(lots)} is not a whole number of at least 1.`);
  else if (!sized) {
    fault('unsafe-quantity', `${lots} lots exceed 2^53 - 1 smallest units.`);
  } else if (lots < instrument.minLots) {
    fault('below-min-lots', `${lots} lots are fewer than ${instrument.minLots}.`);
  }
  if (displayLots !== null && !(wholeAbove(displayLots, 1) && displayLots <= lots)) {
    fault(
      'invalid-display',
      `Display of ${String(displayLots)} is not within 1 and ${String(lots)}.`,
    );
  }

  const price = (
    name: 'limitPrice' | 'stopPrice',
    needed: readonly OrderType[],
    allowed: readonly OrderType[],
  ): void => {
    const value = order[name];
    if (value === null) {
      if (needed.includes(order.type))
        fault('missing-price', `A ${order.type} order needs ${name}.`);
    } else if (!allowed.includes(order.type)) {
      fault('unexpected-price', `A ${order.type} order takes no ${name}.`);
    } else if (!isOnTick(instrument, value)) {
      fault('off-tick', `${name} ${String(value)} is not on the tick grid; use roundToTick.`);
    }
  };
  price('limitPrice', needsLimit, mayLimit);
  price('stopPrice', needsStop, needsStop);

  const reference = order.limitPrice ?? order.decisionPrice;
  if (!Number.isFinite(order.decisionPrice)) {
    fault('invalid-decision-price', 'The decision price is not a finite number.');
  } else if (
    sided &&
    sized &&
    instrument.payoff === 'linear' &&
    !order.reduceOnly &&
    Number.isFinite(reference)
  ) {
    const value = Math.abs(
      notional(instrument, signedUnitsFromLots(instrument, side, lots), reference),
    );
    if (value < instrument.minNotional) {
      fault('below-min-notional', `Value ${value} is under ${instrument.minNotional}.`);
    }
  }

  if (
    !(Number.isFinite(order.startAt) && Number.isFinite(order.endAt) && order.startAt < order.endAt)
  ) {
    fault('invalid-window', 'startAt must be before endAt.');
  }
  if (
    postOnly &&
    (!mayLimit.includes(order.type) || timeInForce === 'ioc' || timeInForce === 'fok')
  ) {
    fault('contradictory-instructions', `Post-only contradicts ${order.type} ${timeInForce}.`);
  }
  return reasons;
}
