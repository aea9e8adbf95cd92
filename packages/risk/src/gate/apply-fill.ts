import {
  type Fill,
  type FillBusted,
  type FillCorrected,
  type Instrument,
  misuse,
  type OrderFilled,
  signedUnitsFromLots,
} from '@plimsoll/core';
import { changeWorking, type GateState } from './gate-state.ts';

/** Units a fill moves, a fee taken in the base coin included. */
const unitsOf = (fill: Fill, instrument: Instrument): number => {
  const traded = signedUnitsFromLots(instrument, fill.side, fill.lots);
  const inBaseCoin = fill.feeCurrency === instrument.baseCurrency && fill.fee !== 0;
  return inBaseCoin ? traded - Math.round(fill.fee / Number(instrument.unitSize)) : traded;
};

const requireInstrument = (state: GateState, instrumentId: string): Instrument =>
  state.instrument(instrumentId) ??
  misuse('risk/unknown-instrument', ['instrumentId'], instrumentId, 'Define it first.');

/** Books a fill: the holding moves and the reservation shrinks in one step. Repeats change nothing. */
export function applyFill(state: GateState, fill: OrderFilled): void {
  const instrument = requireInstrument(state, fill.instrumentId);
  if (!state.fills.add(`${fill.venue}/${fill.childId}/${fill.fillId}`)) return;
  state.account(fill.account).change(fill.instrumentId, { signedUnits: unitsOf(fill, instrument) });
  const reservation = state.reservations.get(fill.orderId);
  if (reservation === undefined) return;
  const released = Math.min(fill.lots, reservation.leavesLots);
  reservation.filledLots += fill.lots;
  reservation.leavesLots -= released;
  changeWorking(state, reservation, -released);
  const child = reservation.children.get(fill.childId);
  if (child !== undefined) reservation.children.set(fill.childId, Math.max(0, child - fill.lots));
}

/** Moves the holding by the difference between what was booked and what should have been. */
export function applyCorrection(state: GateState, { original, corrected }: FillCorrected): void {
  const instrument = requireInstrument(state, original.instrumentId);
  state.account(original.account).change(original.instrumentId, {
    signedUnits: unitsOf(corrected, instrument) - unitsOf(original, instrument),
  });
}

/** Takes a fill back. */
export function applyBust(state: GateState, { fill }: FillBusted): void {
  const instrument = requireInstrument(state, fill.instrumentId);
  state
    .account(fill.account)
    .change(fill.instrumentId, { signedUnits: -unitsOf(fill, instrument) });
}
