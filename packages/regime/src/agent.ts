// The regime detector on the bus. Only this entry sees a bus.

export {
  type RegimeAgentConfig,
  type RegimeAgentEvents,
  regimeAgent,
  regimeAgentDefaults,
} from './agents/regime-agent.ts';
export {
  type BarFeed,
  barFeed,
  type FeatureValues,
  featureFeed,
  type RegimeFeed,
  type SliceFeed,
  sliceFeatureFeed,
  sliceFeed,
} from './agents/regime-feed.ts';
