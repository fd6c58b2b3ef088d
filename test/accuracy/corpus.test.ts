// Holds the corpus itself to what the numbers rely on: the same seeds give the same texts, labels are whole, check digits hold, the splits differ.
import { describe, expect, test } from 'vitest';
import { aligned } from './align.ts';
import { corpus } from './corpus.ts';
import { ibanOf, icao, luhn, mod11, mod11and10, verhoeff } from './kinds/check-digits.ts';
import { mark, unmarked } from './labels.ts';
import { agree, placed, share } from './measure.ts';

const dev = corpus({ split: 'dev', scale: 0.4 });
const heldOut = corpus({ split: 'held-out', scale: 0.4 });
const kindsOf = (part: string, form: string) =>
  new Set(
    dev
      .flatMap(text => placed(text).spans.map(({ kind }) => kind))
      .flatMap(kind => (kind.group === part && kind.form === form ? [kind.id] : [])),
  );

describe('the corpus', () => {
  test('is the same each time', () => {
    expect(corpus({ split: 'dev', scale: 0.4 })).toEqual(dev);
  });

  test('has no text in both splits, but for a few that leave nothing to chance, and recipes that only the held-out split has', () => {
    const marked = new Set(dev.map(text => text.marked));
    expect(heldOut.filter(text => !text.recipe.startsWith('clean-') && marked.has(text.marked)).length).toBeLessThan(5);
    const recipes = new Set(dev.map(({ recipe }) => recipe));
    expect(new Set(heldOut.flatMap(({ recipe }) => (recipes.has(recipe) ? [] : [recipe]))).size).toBeGreaterThan(30);
  });

  test('has many kinds of each part', () => {
    expect(kindsOf('secrets', 'recognisable').size).toBeGreaterThan(220);
    expect(kindsOf('secrets', 'context').size).toBeGreaterThan(50);
    expect(kindsOf('personal', 'context').size).toBeGreaterThan(50);
    expect(kindsOf('risk', 'recognisable').size).toBeGreaterThan(14);
  });

  test('has whole labels in every text that is not clean, and none in those that are', () => {
    for (const text of [...dev, ...heldOut]) {
      const { spans, text: shown } = placed(text);
      expect({ recipe: text.recipe, isClean: spans.length === 0 }).toEqual({
        recipe: text.recipe,
        isClean: text.recipe.startsWith('clean-'),
      });
      expect(/[\uE000-\uF8FF]/.test(shown)).toBe(false);
    }
  });
});

test.for([
  { name: 'ISO/IEC 7812', got: luhn('7992739871'), want: '3' },
  { name: 'Verhoeff', got: verhoeff('236'), want: '3' },
  { name: 'ISO 7064, mod 11,10', got: mod11and10('0794'), want: '5' },
  { name: 'ISO 13616', got: ibanOf('GB', `WEST${'123456'}${'98765432'}`).slice(0, 4), want: 'GB82' },
  { name: 'ICAO 9303', got: icao('L898902C3'), want: '6' },
  { name: 'mod 11 of the NHS', got: String(mod11('943476591', [10, 9, 8, 7, 6, 5, 4, 3, 2])), want: '9' },
])('check digits of $name are those of its example', ({ got, want }) => expect(got).toBe(want));

describe('labels', () => {
  const kind = { id: 'test', group: 'secrets', form: 'context' } as const;

  test('survive quoting, and come off', () => {
    const inside = JSON.parse(JSON.stringify({ a: `x ${mark('va"lue', kind)} y` })) as { readonly a: string };
    expect(unmarked(inside.a)).toEqual({ text: 'x va"lue y', spans: [{ kind, start: 2, end: 8 }] });
  });

  test('that were torn are no labels', () => {
    expect(() => unmarked(mark('value', kind).slice(0, -1))).toThrow('torn');
  });
});

describe('places', () => {
  const sign = (n: number): string => `\uE100${n}\uE101`;
  test.for([
    { name: 'in the middle', before: ['a secret b'], after: [`a ${sign(0)} b`], values: ['secret'], want: [[2, 8]] },
    {
      name: 'of a value that comes twice',
      before: ['x b x'],
      after: [`${sign(0)} b ${sign(1)}`],
      values: ['x', 'x'],
      want: [
        [0, 1],
        [4, 5],
      ],
    },
    {
      name: 'of one whose end was not known',
      before: ['a xyz', 'q'],
      after: [`a ${sign(0)}`, 'q'],
      values: [null],
      want: [[2, 5]],
    },
    { name: 'in the second string', before: ['aa', 'b c'], after: ['aa', `b ${sign(0)}`], values: ['c'], want: [[5, 6]] },
  ])('$name are read off what left', ({ before, after, values, want }) => {
    const places = aligned(before, after, index => values[index] ?? null);
    expect([...places.values()].map(({ start, end }) => [start, end])).toEqual(want);
  });
});

test('findings that hide the same agree, however they are cut up', () => {
  const one = { detector: 'a', group: 'secrets', class: 'secret', isActedOn: true };
  const seen = (...ends: [number, number][]) => ({ text: 'abcdef', found: ends.map(([start, end]) => ({ ...one, start, end })) });
  expect(agree(seen([0, 4]), seen([0, 2], [2, 4]))).toBe(true);
  expect(agree(seen([0, 4]), seen([0, 3]))).toBe(false);
});

test("Wilson's interval holds the share and narrows with the number", () => {
  const few = share(9, 10);
  const many = share(900, 1000);
  expect(few.low).toBeLessThan(0.9);
  expect(few.high).toBeGreaterThan(0.9);
  expect(many.high - many.low).toBeLessThan((few.high - few.low) / 5);
});
