// What a carrier is: a way in which a value stands in a text. It writes what it is given and knows nothing of its kind.
import type { Chance } from '../chance.ts';

export interface Cargo {
  /** As an environment variable is named: `GITHUB_TOKEN`. */
  readonly name: string;
  readonly service: string;
  /** Labelled. */
  readonly value: string;
}

/** How the text goes through the guard: as what a model says, as a document of its own, as arguments of a tool call. */
export type Door = 'markdown' | 'json' | 'call';

export type Split = 'dev' | 'held-out';

export interface Carrier {
  readonly id: string;
  readonly door: Door;
  /** In this split only; in both without one. */
  readonly only?: Split;
  readonly write: (cargo: Cargo, chance: Chance) => string;
}

/** `GITHUB_TOKEN` → `githubToken`. */
export function camel(name: string): string {
  return name.toLowerCase().replaceAll(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** `GITHUB_TOKEN` → `GithubToken`. */
export function pascal(name: string): string {
  const text = camel(name);
  return text[0]!.toUpperCase() + text.slice(1);
}

/** `GITHUB_TOKEN` → `github_token`. */
export function snake(name: string): string {
  return name.toLowerCase();
}

/** `GITHUB_TOKEN` → `github-token`. */
export function kebab(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}

export function fence(language: string, code: string): string {
  return `\`\`\`${language}\n${code}\n\`\`\``;
}

/** Carriers of Markdown from a table of ids and writers. */
export function markdown(rows: readonly (readonly [id: string, write: Carrier['write'], only?: Split])[]): readonly Carrier[] {
  return rows.map(([id, write, only]) => ({ id, door: 'markdown', write, ...(only === undefined ? {} : { only }) }));
}
