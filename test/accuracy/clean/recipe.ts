// What a clean text is: one in which nothing has to be hidden and nothing held. Each recipe gives another text for each chance.
import type { Door, Split } from '../carriers/carrier.ts';
import type { Chance } from '../chance.ts';

export interface CleanRecipe {
  readonly id: string;
  readonly door: Door;
  readonly only?: Split;
  readonly write: (chance: Chance) => string;
}

export type CleanRow = readonly [id: string, write: (chance: Chance) => string, only?: Split];

export function clean(door: Door, rows: readonly CleanRow[]): readonly CleanRecipe[] {
  return rows.map(([id, write, only]) => ({ id: `clean-${id}`, door, write, ...(only === undefined ? {} : { only }) }));
}

/** So many lines. */
export function lines(count: number, line: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => line(i)).join('\n');
}

export const two = (n: number): string => String(n).padStart(2, '0');

/** `2026-03-04T09:12:44.120Z`, of any day. */
export function moment(chance: Chance): string {
  return `202${chance.int(3, 6)}-${two(chance.int(1, 12))}-${two(chance.int(1, 28))}T${two(chance.int(0, 23))}:${two(chance.int(0, 59))}:${two(chance.int(0, 59))}.${chance.int(100, 999)}Z`;
}

export const hex = (chance: Chance, length: number): string => chance.run('0123456789abcdef', length);

export const version = (chance: Chance): string => `${chance.int(0, 24)}.${chance.int(0, 40)}.${chance.int(0, 19)}`;

const base64Letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
export const base64Run = (chance: Chance, length: number): string => chance.run(base64Letters, length);

const packages =
  'express lodash react vite zod chalk undici commander pino semver minimist yargs rollup esbuild prettier eslint vitest typescript fastify hono ws ioredis pg knex sharp'.split(
    ' ',
  );
export const packageName = (chance: Chance): string => chance.pick(packages);
