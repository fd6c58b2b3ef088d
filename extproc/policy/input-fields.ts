// Tells whether the input has a field. `opa check --schema` tells too, but not below a field that may be null, nor for a bundle
// that was built without the schemas; a reference to a field that isn't there is undefined, and its rule never holds.
import { policyInputSchema } from './input.ts';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
}

const root = policyInputSchema() as Schema;

/** What is wrong with `input.<path>`, else null. */
export function inputFieldProblem(path: readonly string[]): string | null {
  let open: readonly Schema[] = [root];
  for (const [at, name] of path.entries()) {
    const objects = open.flatMap(alternatives);
    if (objects.some(isOpen)) return null;
    const inside = objects.flatMap(schema => (schema.properties?.[name] === undefined ? [] : [schema.properties[name]]));
    if (inside.length === 0) {
      const there = [...new Set(objects.flatMap(schema => Object.keys(schema.properties ?? {})))].sort();
      const wants = there.length > 0 ? `it has ${there.join(', ')}` : 'it has no fields';
      return `the input has no field "${['input', ...path.slice(0, at + 1)].join('.')}", so that this never holds; ${['input', ...path.slice(0, at)].join('.')}: ${wants}`;
    }
    open = inside;
  }
  return null;
}

function alternatives(schema: Schema): readonly Schema[] {
  return schema.anyOf === undefined ? [schema] : schema.anyOf.flatMap(alternatives);
}

/** Takes any name: a map, a list (whose indices are written in brackets), or anything at all. */
function isOpen(schema: Schema): boolean {
  if (schema.items !== undefined) return true;
  if (schema.properties !== undefined) return false;
  return typeof schema.additionalProperties === 'object' || Object.keys(schema).every(key => key === 'readOnly');
}
