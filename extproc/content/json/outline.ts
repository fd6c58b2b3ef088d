// What a request says of itself at its top, read on the walk that checks it: to parse a large body whole takes seconds where it is made of
// millions of empty objects, and everybody waits meanwhile. Strict like strict.ts.
import { isUtf8 } from 'node:buffer';
import type { Limits } from '../../words/limits.ts';
import { nested } from '../shapes/generic.ts';
import { type Frame, type KeyFacts, noKey, type Place, PlaceTree } from './place.ts';
import { decodeString } from './strings.ts';
import { type Sink, Walker, type WalkLimits } from './walk.ts';

export interface Outline {
  readonly model: string | null;
  readonly stream: boolean | null;
  /** Names of tools, the first so many. */
  readonly tools: readonly string[];
  /** Elements of `messages`; of `input` where there are none. */
  readonly messages: number | null;
  /** Answers that a chat asks for side by side (`n` or `candidateCount`, else one); null where it is no chat, or does not say it by a number. */
  readonly choices: number | null;
}

/** Null when the body is not one JSON document that every parser reads alike. */
export function outlineOf(body: Buffer, toolsMax: number, limits: WalkLimits & Pick<Limits, 'jsonPlacesMax'>): Outline | null {
  if (!isUtf8(body)) return null;
  const sink = new OutlineSink(body, toolsMax);
  const problem = new Walker(new PlaceTree(nested, limits.jsonPlacesMax), sink, limits).walk(body, 0, body.length);
  return problem === null ? sink.outline : null;
}

interface Tool {
  /** `function` is an object: its name counts, be there none. */
  hasFunction: boolean;
  functionName: string | null;
  name: string | null;
  type: string | null;
}

class OutlineSink implements Sink {
  readonly over = false;
  readonly #body: Buffer;
  readonly #toolsMax: number;
  readonly #tools: Tool[] = [];
  #model: string | null = null;
  #stream: boolean | null = null;
  #choices: number | null = 1;
  /** Elements of the lists at the top, by key. */
  readonly #lengths = new Map<string, number>();

  constructor(body: Buffer, toolsMax: number) {
    this.#body = body;
    this.#toolsMax = toolsMax;
  }

  get outline(): Outline {
    const names = this.#tools.map(tool => (tool.hasFunction ? tool.functionName : (tool.name ?? tool.type)));
    return {
      model: this.#model,
      stream: this.#stream,
      tools: names.filter(name => name !== null),
      messages: this.#lengths.get('messages') ?? this.#lengths.get('input') ?? null,
      choices: this.#lengths.has('messages') || this.#lengths.has('contents') ? this.#choices : null,
    };
  }

  string(place: Place, frame: Frame | null, ordinal: number, start: number, end: number, isEscaped: boolean): void {
    this.#count(frame, ordinal);
    const text = () => Buffer.from(decodeString(this.#body, start, end, isEscaped)).toString();
    if (isAtTop(place, 'model')) this.#model = text();
    if (saysChoices(place)) this.#choices = null;
    if (place.label !== 'name' && place.label !== 'type') return;
    const tool = this.#toolAround(frame);
    if (tool !== null) tool[place.label] = text();
    const around = place.label === 'name' && frame?.place.label === 'function' ? this.#toolAround(frame.up) : null;
    if (around !== null) around.functionName = text();
  }

  number(place: Place, frame: Frame | null, ordinal: number, start: number, end: number): void {
    this.#count(frame, ordinal);
    if (saysChoices(place)) this.#choices = Number(this.#body.toString('latin1', start, end));
  }

  literal(place: Place, frame: Frame | null, ordinal: number, start: number): void {
    this.#count(frame, ordinal);
    const first = this.#body[start];
    if (isAtTop(place, 'stream') && first !== 0x6e) this.#stream = first === 0x74;
  }

  key(): KeyFacts {
    return noKey;
  }

  left(frame: Frame, start: number): void {
    this.#count(frame.up, frame.ordinal);
    const { place } = frame;
    if (this.#body[start] === 0x5b) {
      const key = place.label;
      if (key !== null && isAtTop(place, key) && !this.#lengths.has(key)) this.#lengths.set(key, 0);
      return;
    }
    const tool = place.label === 'function' ? this.#toolAround(frame.up) : null;
    if (tool !== null) tool.hasFunction = true;
  }

  #count(frame: Frame | null, ordinal: number): void {
    const key = frame?.place.label ?? null;
    if (ordinal >= 0 && key !== null && isAtTop(frame!.place, key)) this.#lengths.set(key, ordinal + 1);
  }

  /** The tool that this object is, by its position in the list. */
  #toolAround(frame: Frame | null): Tool | null {
    if (frame === null || frame.ordinal < 0 || frame.ordinal >= this.#toolsMax || !isAtTop(frame.up?.place ?? null, 'tools'))
      return null;
    this.#tools[frame.ordinal] ??= { hasFunction: false, functionName: null, name: null, type: null };
    return this.#tools[frame.ordinal]!;
  }
}

/** OpenAI's word for it, and Gemini's, which is spelled in two ways. */
function saysChoices(place: Place): boolean {
  if (isAtTop(place, 'n')) return true;
  if (place.label !== 'candidateCount' && place.label !== 'candidate_count') return false;
  return isAtTop(place.up, 'generationConfig') || isAtTop(place.up, 'generation_config');
}

function isAtTop(place: Place | null, label: string): boolean {
  return place !== null && place.label === label && place.up !== null && place.up.up === null && place.up.label === null;
}
