// `penstock holds`: what waits for a person, what it is, and the decision. Text of the model is shown, never obeyed.
import { createInterface } from 'node:readline/promises';
import { type AdminClient, type AdminOptions, adminClient } from './admin-client.ts';
import { holdDetail, holdLine, holdTable, type ToldContent, type ToldHold } from './holds-shown.ts';
import { jsonLine } from './visible.ts';
import { exitCodes, Refusal, usage } from './words.ts';

export interface ListOptions extends AdminOptions {
  readonly state: string;
  readonly connection?: string;
  readonly principal?: string;
  readonly rule?: string;
  readonly search?: string;
  readonly limit: number;
  readonly json: boolean;
}

export async function runHoldsList(options: ListOptions): Promise<number> {
  const { state, connection, principal, rule, search, limit, json } = options;
  const query = new URLSearchParams({ limit: String(Math.min(limit, 200)) });
  for (const [name, value] of Object.entries({
    state: state === 'all' ? undefined : state,
    connection,
    principal,
    rule,
    q: search,
  }))
    if (value !== undefined) query.set(name, value);
  const client = adminClient(options);
  const items: ToldHold[] = [];
  for (let cursor: string | null = ''; cursor !== null && items.length < limit; ) {
    if (cursor !== '') query.set('cursor', cursor);
    const page = (await client.get(`/v1/holds?${query}`)) as { items: ToldHold[]; next: string | null };
    items.push(...page.items);
    cursor = page.next;
  }
  const shown = items.slice(0, limit);
  if (json) print(shown.map(jsonLine).join(''));
  else if (shown.length === 0) print(state === 'pending' ? 'Nothing waits for a person.\n' : 'There are no such holds.\n');
  else print(`${holdTable(shown, Date.now())}\n`);
  return exitCodes.fine;
}

export interface ShowOptions extends AdminOptions {
  readonly json: boolean;
}

export async function runHoldsShow(id: string, options: ShowOptions): Promise<number> {
  const client = adminClient(options);
  const { hold, content } = await look(client, id);
  if (options.json) print(jsonLine({ hold, content }));
  else print(`${holdDetail(hold, content, { nowMs: Date.now(), colours: colours() })}\n`);
  return exitCodes.fine;
}

export interface DecideOptions extends AdminOptions {
  readonly reason?: string;
  /** Of what was looked at before; without it what there is now is shown, and asked about. */
  readonly digest?: string;
  readonly remember?: string;
  /** Texts to mask as well. */
  readonly mask?: readonly string[];
  readonly json: boolean;
}

/** A decision is about what was seen: either its digest is named, or it is shown now and a person says yes. */
export async function runHoldsDecide(decision: 'approve' | 'deny', id: string, options: DecideOptions): Promise<number> {
  const client = adminClient(options);
  const masks = options.mask ?? [];
  const needsContent = options.digest === undefined || masks.length > 0;
  const seen = needsContent ? await look(client, id) : null;
  if (seen !== null && options.digest === undefined && decision === 'approve') {
    if (process.stdin.isTTY !== true)
      throw usage(
        'what is approved has to be named, since nobody is there to look at it',
        'give --digest, from `penstock holds show ID --json`',
      );
    if (seen.content === null) throw new Refusal('what is held can not be shown to you, so that it can only be denied');
    print(`${holdDetail(seen.hold, seen.content, { nowMs: Date.now(), colours: colours() })}\n`);
    if (!(await saysYes('Release this? [y/N] '))) throw new Refusal('not approved');
  }
  const body = {
    decision: masks.length > 0 && decision === 'approve' ? 'mask' : decision,
    digest: options.digest ?? seen?.hold.digest ?? null,
    ...(options.reason === undefined ? {} : { reason: options.reason }),
    ...(options.remember === undefined ? {} : { remember: options.remember }),
    ...(masks.length > 0 ? { edits: masks.flatMap(text => placesOf(text, seen!.content)) } : {}),
  };
  const hold = (await client.post(`/v1/holds/${encodeURIComponent(id)}/decisions`, body)) as ToldHold;
  print(options.json ? jsonLine(hold) : `${holdLine(hold, Date.now())}\n`);
  return exitCodes.fine;
}

export interface WatchOptions extends AdminOptions {
  readonly json: boolean;
}

/** Tells of holds until it is stopped; comes back when the connection is lost. */
export async function runHoldsWatch(options: WatchOptions): Promise<number> {
  const client = adminClient(options);
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  const versions = new Map<string, string>();
  for (let waitMs = 500; !stopping.signal.aborted; waitMs = Math.min(waitMs * 2, 10_000)) {
    try {
      const waiting = (await client.get('/v1/holds?state=pending&limit=200')) as { items: ToldHold[] };
      for (const hold of waiting.items.toReversed()) tell(hold, versions, options.json);
      for await (const hold of client.events('/v1/holds/events', stopping.signal)) {
        waitMs = 500;
        tell(hold as ToldHold, versions, options.json);
      }
    } catch (error) {
      if (stopping.signal.aborted) break;
      // A token that does not count is no matter of waiting.
      if (error instanceof Refusal && error.hint?.startsWith('check the token')) throw error;
      if (error instanceof Refusal && versions.size === 0) throw error;
      process.stderr.write('penstock: the connection is lost, trying again …\n');
    }
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, waitMs);
      stopping.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
  return exitCodes.fine;
}

/** Each state of a hold once. */
function tell(hold: ToldHold, versions: Map<string, string>, json: boolean): void {
  const version = `${hold.state} ${hold.digest} ${hold.decisions.length}`;
  if (versions.get(hold.id) === version) return;
  if (versions.size > 10_000) versions.clear();
  versions.set(hold.id, version);
  print(json ? jsonLine(hold) : `${holdLine(hold, Date.now())}\n`);
}

async function look(client: AdminClient, id: string): Promise<{ readonly hold: ToldHold; readonly content: ToldContent | null }> {
  const place = `/v1/holds/${encodeURIComponent(id)}`;
  const hold = (await client.get(place)) as ToldHold;
  if (hold.digest === null) return { hold, content: null };
  const content = (await client.get(`${place}/content`).catch(error => {
    if (error instanceof Refusal) return null;
    throw error;
  })) as ToldContent | null;
  if (content !== null && content.digest !== hold.digest)
    throw new Refusal('the content changed while it was read', 'look again');
  return { hold, content };
}

/** Each place where the text stands and can still be masked. */
function placesOf(text: string, content: ToldContent | null): readonly object[] {
  const edits: object[] = [];
  for (const { channel, text: whole, leftChars, editable } of content?.texts ?? []) {
    if (!editable) continue;
    for (let at = whole.indexOf(text, leftChars); at >= 0; at = whole.indexOf(text, at + text.length))
      edits.push({ channel, start: at, end: at + text.length });
  }
  if (edits.length === 0)
    throw new Refusal(
      'the text to mask is nowhere in what is held',
      'it must stand there as it is written, upper and lower case too',
    );
  return edits;
}

async function saysYes(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(question);
  terminal.close();
  return /^y(?:es)?$/i.test(answer.trim());
}

function print(text: string): void {
  process.stdout.write(text);
}

function colours(): boolean {
  return process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
}
