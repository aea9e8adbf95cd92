// The regime detector on the bus. Only this entry sees a bus.

// the agent
export {
  regimeAgent,
  regimeAgentDefaults,
  type RegimeAgentConfig,
  type RegimeAgentEvents,
} from './agents/regime-agent.ts';
// where its inputs come from
export {
  barFeed,
  featureFeed,
  sliceFeatureFeed,
  sliceFeed,
  type BarFeed,
  type FeatureValues,
  type RegimeFeed,
  type SliceFeed,
} from './agents/regime-feed.ts';
