import type { Samples } from './sample.ts';

export const codeRiskSamples: readonly Samples[] = [];
