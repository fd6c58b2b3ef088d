// One examination: every text of a corpus through the guard, and what came of it.
import type { Split } from './carriers/carrier.ts';
import { chanceOf } from './chance.ts';
import { corpus } from './corpus.ts';
import type { Guard } from './guard.ts';
import { plain } from './labels.ts';
import { type Alarm, agree, type Outcome, outcomes, placed } from './measure.ts';

export interface Examination {
  readonly texts: number;
  readonly bytes: number;
  readonly outcomes: readonly Outcome[];
  readonly clean: number;
  readonly alarms: readonly Alarm[];
  /** Recall of the scanner alone, without documents, fields and fences: of the labels in `outcomes`, in their order. */
  readonly scanned: readonly boolean[];
  /** Texts that were looked at in all their views. */
  readonly compared: number;
  /** Recipes of texts whose views show different things. */
  readonly disagreements: readonly { readonly recipe: string; readonly text: string }[];
  /** How often each detector found something in a labelled text, and how often in a clean one. */
  readonly byDetector: ReadonlyMap<string, { readonly right: number; readonly wrong: number }>;
}

export interface ExamineOptions {
  readonly split: Split;
  readonly scale: number;
  /** Every how manieth text is looked at in all its views, and by the scanner alone. */
  readonly compareEach: number;
}

export function examine(guard: Guard, { split, scale, compareEach }: ExamineOptions): Examination {
  const all: Outcome[] = [];
  const alarms: Alarm[] = [];
  const scanned: boolean[] = [];
  const disagreements: Examination['disagreements'][number][] = [];
  const byDetector = new Map<string, { right: number; wrong: number }>();
  const texts = corpus({ split, scale });
  let bytes = 0;
  let clean = 0;
  let compared = 0;
  texts.forEach((labelled, i) => {
    const { recipe, door, marked } = labelled;
    const text = plain(marked);
    bytes += Buffer.byteLength(text);
    const chance = chanceOf(`${split}/cuts/${i}`);
    const seen = guard.look(text, door, 'stream', chance);
    const isClean = recipe.startsWith('clean-');
    for (const detector of new Set(seen.found.map(one => one.detector))) {
      const count = byDetector.get(detector) ?? { right: 0, wrong: 0 };
      count[isClean ? 'wrong' : 'right']++;
      byDetector.set(detector, count);
    }
    if (isClean) {
      clean++;
      if (seen.found.length > 0)
        alarms.push({ recipe, found: seen.found, isActedOn: seen.found.some(one => one.isActedOn), text: seen.text });
    } else {
      const { spans } = placed(labelled);
      all.push(...outcomes(recipe, spans, seen));
      const alone = door === 'markdown' ? { text: seen.text, found: guard.scan(text) } : seen;
      scanned.push(...outcomes(recipe, spans, alone).map(({ isHit }) => isHit));
    }
    if (i % compareEach !== 0) return;
    compared++;
    const views = door === 'markdown' ? (['whole', 'text'] as const) : (['whole'] as const);
    if (views.some(view => !agree(seen, guard.look(text, door, view, chance)))) disagreements.push({ recipe, text });
  });
  return { texts: texts.length, bytes, outcomes: all, clean, alarms, scanned, compared, disagreements, byDetector };
}
