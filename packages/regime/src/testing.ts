// Contract suite for detectors, ours or yours. Framework-free: checks are named functions that throw.

export {
  type RegimeDetectorFixture,
  regimeDetectorContract,
} from './contract/regime-detector-contract.ts';
