// Changes a form: each part is read as what it is, and what stands around the parts leaves as it came. Kept whole, since a form is read
// strictly or not at all. A part that is no text is refused, or passes where policy or operator wrote so.
import type { Segment } from '../../words/evidence.ts';
import { GatheredBytes } from '../gathered.ts';
import { Inspection, type InspectionOptions } from '../inspection.ts';
import { FieldNames } from '../json/fields.ts';
import { type Splice, spliced } from '../splice.ts';
import { type Cause, OriginalTrace } from '../trace.ts';
import type { Emit, Inspector, Refusal, Transformer } from '../transform.ts';
import { judgeWhole, matchesIn } from '../whole.ts';
import { type FormPart, partsOf } from './parts.ts';

export interface FormSetting {
  readonly boundary: string;
  /** Parts that are no text may pass, and the record says so. */
  readonly passesUnread: boolean;
  /** Opens a transformer for a part. */
  readonly open: (format: 'text' | 'json' | 'ndjson', inspector: Inspector, trace: OriginalTrace, emit: Emit) => Transformer;
}

export class FormTransformer implements Transformer {
  complete = false;
  readonly #inspection: Inspection;
  readonly #inspector: Inspector;
  readonly #fields: FieldNames;
  readonly #setting: FormSetting;
  readonly #emit: Emit;
  readonly #trace: OriginalTrace | undefined;
  readonly #body = new GatheredBytes();

  constructor(options: InspectionOptions, setting: FormSetting, emit: Emit) {
    this.#inspection = new Inspection(options);
    this.#inspector = options.inspector;
    this.#fields = new FieldNames(options.plan.keys);
    this.#setting = setting;
    this.#emit = emit;
    this.#trace = options.trace;
  }

  get heldBack(): number {
    return this.#body.length;
  }

  push(bytes: Buffer): Refusal | null {
    if (this.#inspection.over) return this.#inspection.refusal;
    if (this.#body.length + bytes.length > this.#inspection.limits.requestBodyBytesMax) {
      this.#body.clear();
      this.#inspection.refuse('request_too_large');
    } else this.#body.append(bytes);
    return this.#inspection.refusal;
  }

  end(): Refusal | null {
    if (this.#inspection.over) return this.#inspection.refusal;
    const body = this.#body.take(Buffer.alloc(0));
    const parts = partsOf(body, this.#setting.boundary, this.#inspection.limits);
    if (parts === null) this.#inspection.refuse('request_form');
    const splices: Splice[] = [];
    for (const part of parts ?? []) if (!this.#inspection.over) splices.push(...this.#partSplices(body, part));
    if (!this.#inspection.over) this.#inspection.ended();
    if (this.#inspection.over) return this.#inspection.refusal;
    const after = spliced(body, splices);
    // What was put in must not be taken for a boundary, nor what was around it now.
    if (splices.length > 0 && !hasSameParts(after, parts!, this.#setting.boundary, this.#inspection)) {
      this.#inspection.refuse('request_form');
      return this.#inspection.refusal;
    }
    this.#emit(after);
    this.#trace?.spliced(body, splices);
    this.complete = true;
    return null;
  }

  #partSplices(body: Buffer, part: FormPart): readonly Splice[] {
    const head = this.#headSplices(body, part);
    if (this.#inspection.over || part.start === part.end) return head;
    const content = body.subarray(part.start, part.end);
    const format = formatOf(part);
    if (format === null) {
      this.#unreadable(part, content.length);
      return head;
    }
    const key = part.filename === null ? this.#fields.fieldOf(part.name) : null;
    const inside = key === null ? this.#changed(part, content, format) : this.#fieldValue(part, content, key);
    return [...head, ...inside.map(splice => ({ ...splice, start: part.start + splice.start, end: part.start + splice.end }))];
  }

  /** Names of files may tell something too. */
  #headSplices(body: Buffer, { name, head }: FormPart): readonly Splice[] {
    const text = body.subarray(head.start, head.end);
    const found = matchesIn(this.#inspection, text);
    if (found.length === 0) return [];
    const cuts = judgeWhole(this.#inspection, text, found, null, whereabouts(name));
    return cuts.map(cut => ({
      start: head.start + cut.start,
      end: head.start + cut.end,
      bytes: Buffer.from(cut.text.replaceAll(/["\\\r\n\0]/g, '_')),
      cause: cut,
    }));
  }

  /** A field that the plan names. */
  #fieldValue({ name }: FormPart, content: Buffer, key: string): readonly Splice[] {
    const cuts = judgeWhole(this.#inspection, content, matchesIn(this.#inspection, content), key, whereabouts(name));
    return cuts.map(cut => ({ start: cut.start, end: cut.end, bytes: Buffer.from(cut.text), cause: cut }));
  }

  /** What is replaced in the part, as its own transformer says. */
  #changed({ name }: FormPart, content: Buffer, format: 'text' | 'json' | 'ndjson'): readonly Splice[] {
    const places = new Replaced();
    const inspector: Inspector = {
      ...this.#inspector,
      hit: hit => {
        const ruling = this.#inspector.hit({ ...hit, channel: `form/${name}/${hit.channel}` });
        if (ruling.kind === 'stop') this.#inspection.over = true;
        return ruling;
      },
      ended: () => 'go',
    };
    const transformer = this.#setting.open(format, inspector, places.trace, () => {});
    const refusal = transformer.push(content) ?? transformer.end();
    if (refusal !== null) this.#inspection.refuse(refusal.code);
    return this.#inspection.over ? [] : places.splices;
  }

  #unreadable({ name, type, filename }: FormPart, bytes: number): void {
    const { payload } = this.#inspection.plan;
    if (payload === 'block' || !(payload === 'pass' || this.#setting.passesUnread))
      return this.#inspection.refuse('request_form_part');
    const kind = /^(image|audio)\//.exec(type ?? '')?.[1] ?? /\.(?:mp3|wav|m4a|ogg|flac)$/i.test(filename ?? '');
    this.#inspection.unscanned(
      `form.${name}`,
      bytes,
      kind === true ? 'audio' : kind === 'image' || kind === 'audio' ? kind : 'file',
    );
  }
}

/** The places that were replaced in a part's content. */
class Replaced {
  readonly splices: Splice[] = [];
  readonly trace = new OriginalTrace(segment => this.#take(segment));
  /** One for each group: places that belong together stay so. */
  readonly #causes = new Map<number, Cause>();
  #at = 0;

  #take(segment: Segment): void {
    const start = this.#at;
    if (segment.kind === 'kept') {
      this.#at += segment.bytes.length;
      return;
    }
    const { original, delivered, group, findings } = segment;
    this.#at += original.length;
    const cause = this.#causes.get(group) ?? { findings };
    this.#causes.set(group, cause);
    this.splices.push({ start, end: this.#at, bytes: Buffer.from(delivered), cause });
  }
}

const textEndings =
  /\.(?:txt|md|csv|tsv|log|xml|html?|ya?ml|toml|srt|vtt|[cm]?[jt]sx?|py|go|rs|java|kt|c|h|cpp|cs|rb|php|sh|sql)$/i;

/** As what a part is read; null for what is no text. */
function formatOf({ type, charset, filename }: FormPart): 'text' | 'json' | 'ndjson' | null {
  if (charset !== null && !/^(?:utf-?8|us-ascii|ascii)$/.test(charset)) return null;
  const name = filename ?? '';
  if (/\.(?:jsonl|ndjson)$/i.test(name) || /^application\/(?:x-)?(?:ndjson|jsonl|jsonlines)$/.test(type ?? '')) return 'ndjson';
  if (type === 'application/json' || type?.endsWith('+json')) return 'json';
  if (type === null || type === 'application/octet-stream') {
    if (filename === null) return 'text';
    return /\.json$/i.test(name) ? 'json' : textEndings.test(name) ? 'text' : null;
  }
  return type.startsWith('text/') || type === 'application/xml' || type.endsWith('+xml') ? 'text' : null;
}

function whereabouts(name: string) {
  return { channel: `form/${name}`, path: `form.${name}`, isMarkdown: false };
}

function hasSameParts(after: Buffer, parts: readonly FormPart[], boundary: string, { limits }: Inspection): boolean {
  const again = partsOf(after, boundary, limits);
  return (
    again?.length === parts.length && again.every((part, at) => part.name === parts[at]!.name && part.type === parts[at]!.type)
  );
}
