// Reads the documents of one body: judges what is complete in itself on the spot, and collects what belongs to texts in pieces.
// Knows places and roles; the texts are put together in texts.ts.
import type { HostBlockCode } from '../../words/blocks.ts';
import type { PayloadKind } from '../../words/finding.ts';
import type { Inspection } from '../inspection.ts';
import { passesAsPayload } from '../payload.ts';
import { textName } from '../shapes/naming.ts';
import type { Role, Shape } from '../shapes/shape.ts';
import type { Splice } from '../splice.ts';
import { judgeWhole, matchesIn, type Whereabouts } from '../whole.ts';
import { FieldNames, isInside, isMasked, isSmallValue } from './fields.ts';
import { countDigitsMax, type Form, type Varying } from './form.ts';
import { headingOf, nameBeside } from './heading.ts';
import { indexAt, looksLikeIndex } from './indexes.ts';
import type { Container, Leaf } from './leaf.ts';
import { type Frame, type KeyFacts, type Place, PlaceTree, pathOf } from './place.ts';
import { decodeString, encodeString, Spelling } from './strings.ts';
import { type Sink, Walker } from './walk.ts';

/** Numbers of fewer digits are no passwords. */
const valueDigitsMin = 4;
const nothing = Buffer.alloc(0);

export class Reader implements Sink {
  /** What the last document's own leaves and keys become. */
  splices: Splice[] = [];
  /** The last document's pieces of texts. */
  leaves: Leaf[] = [];
  /** The last document's strings that are complete in themselves, and are others in each document. */
  varying: Varying[] = [];
  /** Containers of the last document whose role depends on its type. */
  containers: Container[] = [];
  /** Containers of the last document whose texts are over. */
  finished: Frame[] = [];
  /** The last document's name for itself. */
  eventType = '';
  /** The last document's outermost object. */
  outermost: Frame | null = null;
  readonly #inspection: Inspection;
  readonly #walker: Walker;
  #inside: Whereabouts | null = null;
  readonly #isStream: boolean;
  readonly #fields: FieldNames;
  #doc: Buffer = nothing;

  constructor(inspection: Inspection, shape: Shape) {
    this.#inspection = inspection;
    this.#isStream = shape.isStream;
    this.#fields = new FieldNames(inspection.plan.keys);
    this.#walker = new Walker(new PlaceTree(shape, inspection.limits.jsonPlacesMax), this, inspection.limits);
  }

  get over(): boolean {
    return this.#inspection.over;
  }

  /**
   * Reads one document; `inside` where it is a text that stands in another document. After a refusal or a stop, what was collected is good
   * for nothing.
   */
  read(doc: Buffer, from: number, to: number, inside: Whereabouts | null = null): HostBlockCode | null {
    this.#inside = inside;
    // New ones: those of the last document are in the hands of whoever holds it back.
    this.splices = [];
    this.leaves = [];
    this.varying = [];
    this.containers = [];
    this.finished = [];
    this.eventType = '';
    this.outermost = null;
    this.#doc = doc;
    const problem = this.#walker.walk(doc, from, to);
    this.#doc = nothing;
    return problem;
  }

  string(place: Place, frame: Frame | null, ordinal: number, start: number, end: number, isEscaped: boolean): void {
    const isStrange = this.#isStream && (place.isInText || (place.slot >= 0 && looksLikeIndex(this.#doc, start, end)));
    if (isStrange) this.#inspection.refuse('text_index');
    if (place.label === 'type' && frame !== null) {
      frame.typeStart = start;
      frame.typeEnd = end;
    }
    if (place.pairPart === 'name' && frame !== null) frame.name = { start, end, isEscaped };
    if (place.field !== null) return this.#atom(place, frame, ordinal, start, end, isEscaped);
    const { role } = place;
    if (place.varies) return this.#collect(place, frame, ordinal, start, end, isEscaped);
    switch (role.kind) {
      case 'call':
        if (role.part === 'object' || role.part === 'opening') break;
        return this.#collect(place, frame, ordinal, start, end, isEscaped);
      case 'text':
      case 'token':
      case 'json':
      case 'complete':
        return this.#collect(place, frame, ordinal, start, end, isEscaped);
      case 'finish':
        if (end > start && frame !== null) this.finished.push(frame);
        break;
      case 'type':
        // Decoded, as clients compare it: an escape in it must not hide what the event is.
        this.eventType = Buffer.from(decodeString(this.#doc, start, end, isEscaped)).toString();
        break;
      case 'payload':
        if (this.#passes({ place, frame, ordinal, start, end, isEscaped }, role.payload)) return;
        break;
      case 'signature':
        if (end > start && frame !== null) frame.isSigned = true;
        break;
      case 'atom':
      case 'item':
      case 'echo':
      case 'schema':
      case 'flag':
    }
    this.#atom(place, frame, ordinal, start, end, isEscaped);
  }

  number(place: Place, frame: Frame | null, ordinal: number, start: number, end: number, digits: number): void {
    if (this.#isStream && place.slot >= 0 && frame !== null) this.#index(place, frame, start, end);
    if (this.#isStream && (place.isText || place.isInText)) this.#inspection.refuse('text_index');
    this.#used(place, start, end);
    if (digits <= countDigitsMax && place.field === null) {
      if (this.#isStream && place.slot < 0) this.#count(place, frame, ordinal, start, end);
      return;
    }
    const text = this.#doc.subarray(start, end);
    // Masking would leave a zero as it is: nothing to hide. A short number right under a name counts something.
    const isValue = Number(text.toString('latin1')) !== 0 && (digits >= valueDigitsMin || isSmallValue(place, 'number'));
    const key = isValue ? place.field : null;
    this.#scalar(place, frame, ordinal, start, text, key, '0');
  }

  #used({ tokens }: Place, start: number, end: number): void {
    if (tokens !== null) this.#inspection.used(tokens, Number(this.#doc.toString('latin1', start, end)));
  }

  /** Short numbers hold no card, no account and no key. Some are others in each document. */
  #count(place: Place, frame: Frame | null, ordinal: number, start: number, end: number): void {
    if (place.isChanging) this.varying.push({ kind: 'count', place, frame, ordinal, start, end, leaf: null });
    if (!place.isClean(this.#doc, start, end)) place.remember(this.#doc, start, end);
  }

  #index(place: Place, frame: Frame, start: number, end: number): void {
    const index = indexAt(this.#doc, start, end);
    if (index === null) this.#inspection.refuse('text_index');
    else frame.note(place.slot, index);
  }

  literal(place: Place, frame: Frame | null, ordinal: number, start: number, end: number): void {
    if (this.#doc[start] !== 0x74) return;
    if (place.role.kind === 'flag' && frame !== null) frame.flag = place.role.name;
    // Right under a name it says whether there is one, or whether one is asked for.
    if (place.field === null || !isSmallValue(place, 'truth')) return;
    this.#scalar(place, frame, ordinal, start, this.#doc.subarray(start, end), place.field, 'false');
  }

  key(frame: Frame, label: string, start: number, end: number, isEscaped: boolean): KeyFacts {
    const field = this.#fields.fieldOf(label);
    const text = decodeString(this.#doc, start, end, isEscaped);
    const found = matchesIn(this.#inspection, text).filter(({ detector }) => detector.valuesOnly !== true);
    if (found.length === 0) return { field, isTainted: false };
    const cuts = judgeWhole(this.#inspection, text, found, null, this.#whereabouts(frame.place, frame.up, frame.ordinal));
    this.#spliceString(cuts, start, end, isEscaped);
    return { field, isTainted: true };
  }

  left(frame: Frame, start: number, end: number): void {
    this.outermost = frame;
    const { role, varies } = frame.place;
    // One client takes them all, another the first in the list.
    if (this.#isStream && (role.kind === 'told' || (frame.place.isAnswer && !frame.claimsIndex())))
      this.#inspection.refuse('text_index');
    if (varies) this.containers.push({ frame, start, end });
    this.contained(role, frame, start, end);
  }

  /** Takes note of an object or a list that has this role: its own, or that of the event's type. */
  contained(role: Role, frame: Frame, start: number, end: number): void {
    if (role.kind === 'call') this.#collectObject(frame, role, start, end);
    if (role.kind === 'echo') frame.up?.repeats({ start, end, replacement: role.replacement });
  }

  #collect(
    place: Place,
    frame: Frame | null,
    ordinal: number,
    start: number,
    end: number,
    isEscaped: boolean,
    role: Role = place.role,
  ): void {
    if (this.leaves.length >= this.#inspection.limits.jsonPiecesMax) return this.#inspection.refuse('too_many_channels');
    this.leaves.push({ place, role, frame, ordinal, start, end, isEscaped });
  }

  /** Where a string is expected, some tell the arguments as an object. What stands in it was judged on the way. */
  #collectObject({ place, up, ordinal }: Frame, role: Role & { kind: 'call' }, start: number, end: number): void {
    const part = role.part === 'opening' ? 'opening' : 'object';
    if (role.part === 'name' || role.part === 'id') return;
    this.#collect(place, up, ordinal, start, end, false, { ...role, part });
  }

  /** Base64 where an image, a sound or a file may stand. */
  #passes({ place, frame, ordinal, start, end, isEscaped }: Omit<Leaf, 'role'>, kind: PayloadKind): boolean {
    if (this.#inspection.plan.payload === 'scan') return false;
    const text = decodeString(this.#doc, start, end, isEscaped);
    return passesAsPayload(this.#inspection, text, kind, () => pathOf(place, frame, ordinal));
  }

  /** Judges again what varies, in a document that is otherwise like one that was read. Gives what it becomes. */
  again(doc: Buffer, form: Form): readonly Splice[] {
    this.splices = [];
    this.#doc = doc;
    for (let at = 0; at < form.varying.length; at++) {
      const { kind, leaf, place, frame, ordinal } = form.varying[at]!;
      if (kind === 'count') this.#used(place, form.starts[at]!, form.ends[at]!);
      else if (leaf === null) this.#judgeAtom(place, frame, ordinal, form.starts[at]!, form.ends[at]!, form.escaped[at]!, null);
    }
    this.#doc = nothing;
    return this.splices;
  }

  #atom(place: Place, frame: Frame | null, ordinal: number, start: number, end: number, isEscaped: boolean): void {
    const name = nameBeside(this.#doc, place, frame);
    // What has a name beside it may have another one in the next document.
    if (name === null && place.isChanging && place.role.kind === 'atom' && !place.saysWhich)
      this.varying.push({ kind: 'string', place, frame, ordinal, start, end, leaf: null });
    this.#judgeAtom(place, frame, ordinal, start, end, isEscaped, name);
  }

  #judgeAtom(
    place: Place,
    frame: Frame | null,
    ordinal: number,
    start: number,
    end: number,
    isEscaped: boolean,
    name: ReturnType<typeof nameBeside>,
  ): void {
    if (start === end || this.#inspection.over || (name === null && place.isClean(this.#doc, start, end))) return;
    const text = decodeString(this.#doc, start, end, isEscaped);
    const found = matchesIn(this.#inspection, text, name === null ? place.heading : headingOf(name));
    const field = place.field ?? (name === null ? null : this.#fields.fieldOf(name));
    const key = field !== null && !isMasked(text, field, isInside(place) ? null : place.label) ? field : null;
    if (found.length === 0 && key === null) return name === null ? place.remember(this.#doc, start, end) : undefined;
    const cuts = judgeWhole(this.#inspection, text, found, key, this.#whereabouts(place, frame, ordinal));
    this.#spliceString(cuts, start, end, isEscaped);
  }

  /** A number or a literal: replaced as a whole, by something of its own type. */
  #scalar(
    place: Place,
    frame: Frame | null,
    ordinal: number,
    start: number,
    text: Uint8Array,
    key: string | null,
    replacement: string,
  ): void {
    if (this.#inspection.over) return;
    const found = matchesIn(this.#inspection, text);
    if (found.length === 0 && key === null) return;
    const cuts = judgeWhole(this.#inspection, text, found, key, this.#whereabouts(place, frame, ordinal));
    const [cause] = cuts;
    if (cause !== undefined) this.splices.push({ start, end: start + text.length, bytes: Buffer.from(replacement), cause });
  }

  #spliceString(cuts: ReturnType<typeof judgeWhole>, start: number, end: number, isEscaped: boolean): void {
    if (cuts.length === 0) return;
    const spelling = new Spelling(this.#doc, start, end, isEscaped);
    for (const cut of cuts) {
      const from = spelling.beginning(cut.start);
      this.splices.push({ start: from, end: spelling.ending(cut.end), bytes: encodeString(cut.text), cause: cut });
    }
  }

  #whereabouts(place: Place, frame: Frame | null, ordinal: number): Whereabouts {
    const path = pathOf(place, frame, ordinal);
    const inside = this.#inside;
    if (inside !== null) {
      return { ...inside, path: path === '' || path.startsWith('[') ? inside.path + path : `${inside.path}.${path}` };
    }
    const { role } = place;
    const isAtom = role.kind === 'atom';
    return {
      channel: textName(isAtom ? role.name : null, place, frame, ordinal),
      path,
      isMarkdown: isAtom && role.markdown,
      isSigned: isAtom ? role.signed : role.kind === 'signature',
      isRepeat: this.#isStream,
    };
  }
}
