// Gate configurations with a name: they choose values, never behaviour.

export {
  balancedPreset,
  conservativePreset,
  multiModelPreset,
  type RiskPreset,
  strategicPlanPreset,
} from './presets/presets.ts';
