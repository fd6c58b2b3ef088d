// The one place that knows js-yaml: reads a YAML document into plain values with the line of each, and writes one.
// Only what JSON can say is made: no dates, no binary, no classes. Duplicate keys, aliases without end and several documents
// in one file are refused. Messages name lines, never what stands there: a line may hold what should not be printed.
import { dump, EVENT_ID, type Event, getScalarValue, load, parseEvents, YAMLException } from 'js-yaml';

export type YamlPath = readonly (string | number)[];

export type YamlResult =
  | {
      readonly kind: 'document';
      readonly value: unknown;
      /** The line of a value (of its key, in a mapping), or of the nearest thing around it that is there. From 1. */
      readonly lineOf: (path: YamlPath) => number;
    }
  | { readonly kind: 'problem'; readonly line: number | null; readonly problem: string };

export interface YamlLimits {
  readonly bytesMax: number;
  readonly depthMax: number;
  readonly aliasesMax: number;
}

/** Parses one document; an empty one is null. Never throws on what the text holds. */
export function parseYaml(text: string, limits: YamlLimits): YamlResult {
  const bytes = Buffer.byteLength(text);
  if (bytes > limits.bytesMax) return problem(null, `is ${bytes} bytes long, at most ${limits.bytesMax} are read`);
  try {
    const events = parseEvents(text, { maxDepth: limits.depthMax });
    if (isEmpty(events)) return { kind: 'document', value: null, lineOf: () => 1 };
    const value = load(text, { maxDepth: limits.depthMax, maxAliases: limits.aliasesMax });
    const lines = linesByPath(text, events);
    return { kind: 'document', value, lineOf: path => nearestLine(lines, path) };
  } catch (error) {
    if (!(error instanceof YAMLException)) return problem(null, 'is not valid YAML');
    return problem(error.mark === undefined ? null : error.mark.line + 1, `is not valid YAML: ${error.reason}`);
  }
}

/** Writes plain values as YAML. */
export function stringifyYaml(value: unknown): string {
  return dump(value, { noRefs: true, lineWidth: 120 });
}

function problem(line: number | null, what: string): YamlResult {
  return { kind: 'problem', line, problem: what };
}

function isEmpty(events: readonly Event[]): boolean {
  return !events.some(event => event.type !== EVENT_ID.DOCUMENT && event.type !== EVENT_ID.POP);
}

type Collection = { readonly path: YamlPath; readonly kind: 'mapping' | 'sequence'; key: string | null; index: number };

/** Walks the flat events once, keeping the path of the open collections. */
function linesByPath(text: string, events: readonly Event[]): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const lineAt = lineCounter(text);
  const open: (Collection | null)[] = [];
  for (const event of events) {
    if (event.type === EVENT_ID.POP) {
      open.pop();
      continue;
    }
    if (event.type === EVENT_ID.DOCUMENT) {
      open.push(null);
      continue;
    }
    const parent = open.at(-1) ?? null;
    const at = startOf(event);
    if (parent?.kind === 'mapping' && parent.key === null) {
      // The key: its line is the value's line, since that is where people look. Keys that are collections were refused before.
      parent.key = event.type === EVENT_ID.SCALAR ? getScalarValue(text, event) : '';
      lines.set(JSON.stringify([...parent.path, parent.key]), lineAt(at));
      continue;
    }
    const path = parent === null ? [] : [...parent.path, parent.kind === 'mapping' ? (parent.key ?? '') : parent.index];
    if (parent?.kind === 'mapping') parent.key = null;
    if (parent?.kind === 'sequence') parent.index += 1;
    const name = JSON.stringify(path);
    if (!lines.has(name)) lines.set(name, lineAt(at));
    if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING) open.push(collection(path, event));
  }
  return lines;
}

function collection(path: YamlPath, event: Event): Collection {
  return { path, kind: event.type === EVENT_ID.MAPPING ? 'mapping' : 'sequence', key: null, index: 0 };
}

function startOf(event: Event): number {
  if (event.type === EVENT_ID.SCALAR) return event.valueStart;
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart;
  return event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING ? event.start : 0;
}

/** Offsets are asked for in rising order, nearly: counting goes on from the last one, so that the whole is linear. */
function lineCounter(text: string): (offset: number) => number {
  let position = 0;
  let line = 1;
  return offset => {
    if (offset < position) {
      position = 0;
      line = 1;
    }
    for (; position < offset; position += 1) if (text.charCodeAt(position) === 10) line += 1;
    return line;
  };
}

function nearestLine(lines: ReadonlyMap<string, number>, path: YamlPath): number {
  for (let length = path.length; length > 0; length -= 1) {
    const line = lines.get(JSON.stringify(path.slice(0, length)));
    if (line !== undefined) return line;
  }
  return 1;
}
