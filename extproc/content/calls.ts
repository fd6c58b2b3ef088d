// A tool call on its way: name, id and arguments are kept back until all of it is there, then judged as a whole.
import { HeldText } from './held-text.ts';
import type { Inspection } from './inspection.ts';
import { isBlank } from './json/space.ts';
import type { NestedTexts } from './nested.ts';
import type { CallPart } from './shapes/shape.ts';
import type { ToolCall } from './transform.ts';

type Arguments = Pick<ToolCall, 'arguments' | 'argumentsValid' | 'argumentsText'>;

export class ToolCallTexts {
  readonly #inspection: Inspection;
  readonly #nested: NestedTexts;
  readonly #id: string;
  readonly #isMade: boolean;
  /** What it is called where it has no name of its own. */
  kind: string | null = null;
  readonly #texts: Record<CallPart, HeldText> = {
    name: new HeldText(),
    id: new HeldText(),
    arguments: new HeldText(),
    input: new HeldText(),
    object: new HeldText(),
    opening: new HeldText(),
  };

  /** `id`: the call's own name among the texts, e.g. `choices/0/tool_calls/1`. `isMade`: else it was made and judged earlier, and is told again. */
  constructor(inspection: Inspection, nested: NestedTexts, id: string, isMade: boolean) {
    this.#inspection = inspection;
    this.#nested = nested;
    this.#id = id;
    this.#isMade = isMade;
  }

  text(part: CallPart): HeldText {
    return this.#texts[part];
  }

  /** Whether any came: else nothing of it was more than a name. */
  get hasArguments(): boolean {
    return this.#texts.arguments.position + this.#texts.input.position > 0;
  }

  take(part: CallPart, bytes: Uint8Array, path: () => string): void {
    const text = this.#texts[part];
    text.path ??= path();
    text.append(bytes);
    if (text.position > this.#inspection.limits.toolCallBytesMax) this.#inspection.refuse('tool_call_too_large');
  }

  /** All of it is there: asks about what is found in it, then about the call. */
  complete(): void {
    const { name, id } = this.#texts;
    this.#judge('name');
    this.#judge('id');
    const said = this.#arguments();
    if (this.#inspection.over) return;
    if (this.#isMade) {
      const callId = id.position > 0 ? id.joined().toString() : null;
      this.#inspection.toolCall({
        channel: `${this.#id}/arguments`,
        name: name.joined().toString() || (this.kind ?? ''),
        id: callId,
        ...said,
      });
    }
    for (const held of Object.values(this.#texts)) held.settle();
  }

  #arguments(): Arguments {
    const { arguments: json, input, object, opening } = this.#texts;
    if (!isBlank(json.joined())) return this.#judgeArguments(json);
    if (input.position > 0) {
      this.#judge('input');
      return { arguments: input.joined().toString(), argumentsValid: false, argumentsText: input.joined() };
    }
    // An object that stands in the document itself was judged there. No arguments at all are an empty object to every client.
    const text = object.position > 0 ? object.joined() : opening.joined();
    return { ...parsed(isBlank(text) ? '{}' : text.toString()), argumentsText: text };
  }

  #judgeArguments(json: HeldText): Arguments {
    const said = this.#nested.judgeJson(json, this.#whereabouts('arguments'));
    const argumentsText = json.joined();
    if (said.kind === 'json') return { arguments: said.value, argumentsValid: true, argumentsText };
    // Two parsers would read two things: what was judged might not be what is done.
    if (said.problem !== 'invalid_json') this.#inspection.refuse(said.problem);
    return { arguments: argumentsText.toString(), argumentsValid: false, argumentsText };
  }

  #judge(part: CallPart): void {
    this.#nested.judgeText(this.#texts[part], this.#whereabouts(part));
  }

  #whereabouts(part: CallPart) {
    return { channel: `${this.#id}/${part}`, path: this.#texts[part].path ?? '', isMarkdown: false };
  }
}

/** An object may be told twice, which is no JSON any more. */
function parsed(text: string): Omit<Arguments, 'argumentsText'> {
  try {
    return { arguments: JSON.parse(text), argumentsValid: true };
  } catch {
    return { arguments: text, argumentsValid: false };
  }
}
