// Below which the held-out split may not fall, and what is meant to be reached. A floor is what was measured last, less a small margin: a change that
// makes detection better moves it up.
import type { Part } from './measure.ts';

/** Recall. */
export const recallFloors: Readonly<Record<Part, number>> = {
  'secrets, recognisable': 0.985,
  'secrets, context': 0.88,
  'personal, recognisable': 0.98,
  'personal, context': 0.9,
  risk: 0.95,
};

/** Share of clean texts that the shipped policy does something about. */
export const falseAlarmsCeiling = 0.015;

export const wanted = { recall: { 'secrets, recognisable': 0.98, 'secrets, context': 0.9 }, falseAlarms: 0.005 } as const;
