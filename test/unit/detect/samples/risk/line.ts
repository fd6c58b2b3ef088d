// The form of the sample tables of code risks: lines as they stand in code, where in them the risk is told is of no matter.
import type { NearMiss } from '../sample.ts';

export interface Line {
  readonly name: string;
  readonly text: string;
}

export interface RiskSamples {
  readonly detector: string;
  readonly hits: readonly Line[];
  readonly misses: readonly NearMiss[];
}

export const line = (name: string, text: string): Line => ({ name, text });

/** Where samples send something. */
export const host = 'evil.example';
