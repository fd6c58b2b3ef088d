// Keeps recall and false alarms from getting worse unnoticed: the held-out split at the size that a test has time for.
import { beforeAll, describe, expect, test } from 'vitest';
import { type Examination, examine } from './examine.ts';
import { falseAlarmsCeiling, recallFloors } from './floors.ts';
import { openGuard } from './guard.ts';
import { type Part, partOf } from './measure.ts';

let exam: Examination;

beforeAll(async () => {
  exam = examine(await openGuard(), { split: 'held-out', scale: 0.5, compareEach: 12 });
}, 900_000);

test('there is enough to be sure of a percent', () => {
  expect(exam.clean).toBeGreaterThan(1400);
  expect(exam.outcomes.length).toBeGreaterThan(900);
  expect(new Set(exam.outcomes.map(({ kind }) => kind.id)).size).toBeGreaterThan(350);
});

describe('recall stays above its floor', () => {
  test.for(Object.entries(recallFloors) as [Part, number][])('%s: %d', ([part, floor]) => {
    const all = exam.outcomes.filter(({ kind }) => partOf(kind) === part);
    expect(all.length).toBeGreaterThan(80);
    expect(all.filter(({ isHit }) => isHit).length / all.length).toBeGreaterThanOrEqual(floor);
  });
});

test('clean texts are let be', () => {
  expect(exam.alarms.filter(({ isActedOn }) => isActedOn).length / exam.clean).toBeLessThanOrEqual(falseAlarmsCeiling);
});

test('a text is judged alike in a stream of small pieces, in one document, and by itself', () => {
  expect(exam.compared).toBeGreaterThan(150);
  expect(exam.disagreements.map(({ recipe }) => recipe)).toEqual([]);
});
