// Reads values of unknown shape, field by field, and says what is wrong without repeating a byte of them.
// Knows nothing of policies: plan-result.ts and decision-result.ts say what is wanted.

/** Thrown by the readers below, caught by whoever began the reading; never leaves the room. */
export class ShapeProblem extends Error {}

export type Fields = Readonly<Record<string, unknown>>;

/** An object with these fields and no others. */
export function fields(value: unknown, at: string, required: readonly string[], optional: readonly string[] = []): Fields {
  const object = anObject(value, at);
  for (const name of required) {
    if (!Object.hasOwn(object, name)) throw new ShapeProblem(`"${at}" must have the field "${name}"`);
  }
  const known = required.length + optional.filter(name => Object.hasOwn(object, name)).length;
  if (Object.keys(object).length > known) {
    throw new ShapeProblem(`"${at}" has a field that is none of ${[...required, ...optional].join(', ')}`);
  }
  return object;
}

export function anObject(value: unknown, at: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw wanted(at, 'an object', value);
}

export function list(value: unknown, at: string, lengthMax: number): readonly unknown[] {
  if (!Array.isArray(value)) throw wanted(at, 'a set or list', value);
  if (value.length > lengthMax) throw wanted(at, `at most ${lengthMax} items long`, value);
  return value;
}

export function text(value: unknown, at: string, lengthMax = 1024): string {
  if (typeof value === 'string' && value.length > 0 && value.length <= lengthMax) return value;
  throw wanted(at, `a string of 1 to ${lengthMax} characters`, value);
}

export function textLike(value: unknown, at: string, pattern: RegExp, like: string): string {
  if (typeof value === 'string' && value.length <= 256 && pattern.test(value)) return value;
  throw wanted(at, like, value);
}

export function oneOf<T extends string>(value: unknown, at: string, choices: readonly T[]): T {
  const found = choices.find(choice => choice === value);
  if (found !== undefined) return found;
  throw wanted(at, `one of ${choices.join(', ')}`, value);
}

export function integer(value: unknown, at: string, min: number, max: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  throw wanted(at, `a whole number from ${min} to ${max}`, value);
}

export function flag(value: unknown, at: string): boolean {
  if (typeof value === 'boolean') return value;
  throw wanted(at, 'true or false', value);
}

export function wanted(at: string, what: string, value: unknown): ShapeProblem {
  return new ShapeProblem(`"${at}" must be ${what}; got ${describe(value)}`);
}

/** Kind and size of a value, never the value. */
export function describe(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `string of ${value.length} characters`;
  if (Array.isArray(value)) return `list of ${value.length}`;
  if (typeof value === 'object') return `object with ${Object.keys(value).length} fields`;
  return typeof value;
}
