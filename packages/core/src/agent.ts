// Agents that core brings along. Everything else in this package works without a bus.

export { collectSlices, type SliceOptions, sliceDefaults } from './slices/collect-slices.ts';
