// The form of a table of secrets: each row a kind, the name that programs give it, and what it looks like.
import type { Chance } from '../chance.ts';
import { type Form, type Kind, mark } from '../labels.ts';
import { filled } from '../template.ts';

export interface SecretKind extends Kind {
  /** As an environment variable is named. */
  readonly name: string;
  /** As people call the service. */
  readonly service: string;
  readonly make: (chance: Chance) => string;
  /** What must be hidden at the least, where it is not all. */
  readonly secretPart?: (value: string) => { readonly start: number; readonly end: number };
}

/** A value of this kind, labelled. */
export function labelledSecret(kind: SecretKind, chance: Chance): string {
  const value = kind.make(chance);
  if (kind.secretPart === undefined) return mark(value, kind);
  const { start, end } = kind.secretPart(value);
  return value.slice(0, start) + mark(value.slice(start, end), kind) + value.slice(end);
}

/** Id, service, environment variable, form of the value or what makes it. */
export type Row = readonly [id: string, service: string, name: string, form: string | ((chance: Chance) => string)];

export function secretKinds(form: Form, rows: readonly Row[]): readonly SecretKind[] {
  return rows.map(([id, service, name, make]) => ({
    id,
    group: 'secrets',
    form,
    name,
    service,
    make: typeof make === 'string' ? chance => filled(make, chance) : make,
  }));
}
