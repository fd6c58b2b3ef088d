// Texts that are judged whole while they stand in a document in pieces, or as JSON in a JSON string: what is found in JSON is found in its
// leaves, and edits keep it JSON at both levels.
import type { HostBlockCode } from '../words/blocks.ts';
import type { HeldText } from './held-text.ts';
import type { Inspection } from './inspection.ts';
import { Reader } from './json/reader.ts';
import { nested } from './shapes/generic.ts';
import { judgeWhole, matchesIn, type Whereabouts } from './whole.ts';

/** What a text says when it is read as JSON, or why it can't be. */
export type Said =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'text'; readonly problem: HostBlockCode };

export class NestedTexts {
  readonly #inspection: Inspection;
  readonly #reader: Reader;

  constructor(inspection: Inspection) {
    this.#inspection = inspection;
    this.#reader = new Reader(inspection, nested);
  }

  /** Judges the text as the JSON that it is; as text where it is none. */
  judgeJson(held: HeldText, where: Whereabouts): Said {
    const text = held.joined();
    const problem = this.#reader.read(text, 0, text.length, where);
    if (this.#inspection.over) return { kind: 'json', value: null };
    if (problem !== null) {
      this.judgeText(held, where);
      return { kind: 'text', problem };
    }
    for (const { start, end, bytes, cause } of this.#reader.splices)
      held.replace(start, end, bytes.toString(), cause?.findings ?? []);
    return { kind: 'json', value: JSON.parse(text.toString()) };
  }

  judgeText(held: HeldText, where: Whereabouts): void {
    if (held.position === 0 || this.#inspection.over) return;
    const text = held.joined();
    const found = matchesIn(this.#inspection, text);
    if (found.length === 0) return;
    for (const cut of judgeWhole(this.#inspection, text, found, null, where))
      held.replace(cut.start, cut.end, cut.text, cut.findings);
  }
}
