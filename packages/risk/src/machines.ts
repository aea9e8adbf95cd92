// State machines that scale or stop trading.

export { type DrawdownOptions, drawdown } from './machines/drawdown.ts';
