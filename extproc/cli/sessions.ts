// `penstock sessions`: what was recorded, for auditors: found, shown, replayed and handed on.
import { openSync, writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { type AdminOptions, adminClient } from './admin-client.ts';
import { linesOf, replay } from './replay.ts';
import { exchangeDetail, exchangeTable, sessionHead, sessionTable } from './sessions-shown.ts';
import { holdsOf, listed, look, replayOf, type ToldExchange, type ToldSession } from './sessions-told.ts';
import { exitCodes, Refusal } from './words.ts';

export interface FindOptions extends AdminOptions {
  readonly by: 'session' | 'grant';
  /** List exchanges in place of sessions. */
  readonly exchanges: boolean;
  readonly connection?: string;
  readonly principal?: string;
  readonly decision?: string;
  readonly detector?: string;
  readonly tool?: string;
  readonly hold?: string;
  readonly search?: string;
  readonly after?: string;
  readonly before?: string;
  readonly limit: number;
  readonly json: boolean;
}

export async function runSessionsList(options: FindOptions): Promise<number> {
  const { by, exchanges, search, limit, json } = options;
  const query = new URLSearchParams(exchanges ? {} : { by });
  for (const name of ['connection', 'principal', 'decision', 'detector', 'tool', 'hold', 'after', 'before'] as const)
    if (options[name] !== undefined) query.set(name, options[name]);
  if (search !== undefined) query.set('q', search);
  const items = await listed<unknown>(adminClient(options), exchanges ? '/v1/exchanges' : '/v1/sessions', query, limit);
  if (json) print(items.map(line).join(''));
  else if (items.length === 0) print('Nothing that was recorded fits.\n');
  else print(`${exchanges ? exchangeTable(items as ToldExchange[]) : sessionTable(items as ToldSession[])}\n`);
  return exitCodes.fine;
}

export interface LookOptions extends AdminOptions {
  readonly json: boolean;
}

export async function runSessionsShow(id: string, options: LookOptions): Promise<number> {
  const client = adminClient(options);
  const { session, exchanges } = await look(client, id);
  if (session !== null) {
    print(options.json ? line({ session, exchanges }) : `${sessionHead(session)}\n\n${exchangeTable(exchanges)}\n`);
    return exitCodes.fine;
  }
  for (const exchange of exchanges) {
    const holds = await holdsOf(client, exchange);
    print(options.json ? line({ exchange, holds }) : `${exchangeDetail(exchange, holds)}\n`);
  }
  return exitCodes.fine;
}

export interface ReplayOptions extends LookOptions {
  readonly speed: number;
  readonly step: boolean;
  readonly longestWait: number;
}

export async function runSessionsReplay(id: string, options: ReplayOptions): Promise<number> {
  const client = adminClient(options);
  const { exchanges } = await look(client, id);
  const steps = options.step ? linesOf(process.stdin) : null;
  const pace = { speed: options.speed, waitMsMax: options.longestWait * 1000, next: steps?.next ?? null };
  try {
    for (const exchange of exchanges) {
      const recorded = await replayOf(client, exchange);
      if (options.json) {
        print(recorded.pieces.map(piece => line({ exchange: exchange.id, ...piece })).join(''));
        continue;
      }
      say(`${exchange.id}  ${exchange.beganAt}  ${exchange.end?.decision ?? 'runs'}\n`);
      if (!(await replay(recorded, pace, screen))) break;
    }
  } finally {
    steps?.close();
  }
  return exitCodes.fine;
}

export interface ExportOptions extends AdminOptions {
  readonly out?: string;
}

/**
 * Writes JSON lines: the session, then of each exchange its facts, its holds with who decided, and its pieces. What proves them (records of the ledger,
 * proofs, the sealed original) has kinds of lines of its own.
 */
export async function runSessionsExport(id: string, options: ExportOptions): Promise<number> {
  const client = adminClient(options);
  const { session, exchanges } = await look(client, id);
  const write = options.out === undefined ? print : writerTo(options.out);
  if (session !== null) write(line({ kind: 'session', ...session }));
  for (const exchange of exchanges) {
    const recorded = await replayOf(client, exchange);
    const { isWhole, read, texts, pieces } = recorded;
    write(line({ kind: 'exchange', ...exchange, isWhole, read, texts }));
    for (const hold of await holdsOf(client, exchange)) write(line({ kind: 'hold', exchange: exchange.id, hold }));
    for (const piece of pieces) write(line({ kind: 'piece', exchange: exchange.id, ...piece }));
  }
  if (options.out !== undefined) say(`${exchanges.length} exchanges are in ${options.out}\n`);
  return exitCodes.fine;
}

/** For its owner alone, and over nothing that is there. */
function writerTo(file: string): (text: string) => void {
  try {
    const to = openSync(file, 'wx', 0o600);
    return text => void writeSync(to, text);
  } catch (error) {
    throw new Refusal(
      `${file} can't be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`,
      'name a file that is not there yet',
    );
  }
}

const screen = { write: print, say, wait: (ms: number) => setTimeout(ms) };

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

function print(text: string): void {
  process.stdout.write(text);
}

function say(text: string): void {
  process.stderr.write(text);
}
