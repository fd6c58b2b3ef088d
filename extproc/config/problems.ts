// Turns what zod found into problems for people: where, what is wrong, what to do. Never a value, only its kind.
import { z } from 'zod';
import { nearest } from './nearest.ts';
import { document } from './schema.ts';

export interface Problem {
  /** `connections[0].allow[1]`; empty for the document as a whole. */
  readonly where: string;
  readonly line: number | null;
  readonly problem: string;
  readonly remedy: string;
}

export type Path = readonly (string | number)[];

/** A problem before its line is known. */
export interface Complaint {
  readonly path: Path;
  readonly problem: string;
  readonly remedy: string;
}

/** Where and what, for each issue; an unknown key is one complaint of its own. */
export function complaintsOf(issues: readonly z.core.$ZodIssue[], raw: unknown): readonly Complaint[] {
  return issues.flatMap(issue => {
    const path = issue.path.filter(part => typeof part !== 'symbol');
    switch (issue.code) {
      case 'unrecognized_keys':
        return issue.keys.map(key => unknownKey(path, key));
      case 'invalid_type':
        return [at(path, wrongType(issue.expected, valueAt(raw, path)))];
      case 'invalid_value':
        return [
          at(
            path,
            `must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(value => `\`${String(value)}\``).join(', ')}`,
          ),
        ];
      case 'too_small':
        return [at(path, `must be ${bound(issue.origin, 'at least', issue.minimum)}`)];
      case 'too_big':
        return [at(path, `must be ${bound(issue.origin, 'at most', issue.maximum)}`)];
      case 'invalid_union':
        return unionComplaints(path, issue, raw);
      default:
        return [at(path, issue.message)];
    }
  });
}

/** `connections[0].allow[1]`. */
export function placeOf(path: Path): string {
  return path.reduce<string>((place, part) => {
    if (typeof part === 'number') return `${place}[${part}]`;
    const name = /^[\w-]+$/.test(part) ? part : JSON.stringify(part.slice(0, 64));
    return place === '' ? name : `${place}.${name}`;
  }, '');
}

/** The document's JSON Schema, of which the docs' test and the nearest known name are made. */
export function documentSchema(): JsonSchema {
  return z.toJSONSchema(document, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
}

export interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly default?: unknown;
  readonly description?: string;
}

function at(path: Path, problem: string): Complaint {
  const documented = placeOf(path).replaceAll(/\[\d+\]/g, '[]');
  return { path, problem, remedy: `docs/configuration.md tells what \`${documented || 'penstock.yaml'}\` may be` };
}

/** A mapping in place of a string was meant for the other shape: its own problems say more than "neither". */
function unionComplaints(path: Path, issue: z.core.$ZodIssueInvalidUnion, raw: unknown): readonly Complaint[] {
  const value = valueAt(raw, path);
  const closest = issue.errors.find(errors => errors.every(one => one.path.length > 0 || one.code === 'unrecognized_keys'));
  if (typeof value !== 'object' || closest === undefined) return [at(path, issue.message)];
  return complaintsOf(
    closest.map(one => ({ ...one, path: [...path, ...one.path] })),
    raw,
  );
}

function unknownKey(path: Path, key: string): Complaint {
  const known = knownKeys(documentSchema(), path);
  const meant = nearest(key, known);
  const remedy = meant === null ? `known here: ${known.join(', ')}` : `did you mean \`${meant}\`?`;
  return { path: [...path, key], problem: 'is not known', remedy };
}

function knownKeys(schema: JsonSchema, path: Path): readonly string[] {
  const [first, ...rest] = path;
  const shapes = schema.anyOf ?? [schema];
  if (first === undefined) return shapes.flatMap(shape => Object.keys(shape.properties ?? {}));
  return shapes.flatMap(shape => {
    const next = typeof first === 'number' ? shape.items : shape.properties?.[first];
    return next === undefined ? [] : knownKeys(next, rest);
  });
}

function wrongType(expected: string, value: unknown): string {
  if (value === undefined) return 'is missing';
  if (expected === 'int') return 'must be a whole number';
  return `must be ${words[expected] ?? expected}, not ${words[kindOf(value)] ?? kindOf(value)}`;
}

const words: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
  null: 'empty',
};

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function bound(origin: string, sense: string, limit: number | bigint): string {
  if (origin === 'string') return `${sense} ${limit} characters long`;
  return origin === 'array' ? `a list of ${sense} ${limit}` : `${sense} ${limit}`;
}

function valueAt(raw: unknown, path: Path): unknown {
  let value = raw;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string | number, unknown>)[part];
  }
  return value;
}
