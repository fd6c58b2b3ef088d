// The show: the same answers straight from the stand-in and through Envoy and Penstock, beside each other, one that is blocked, and one that waits for a person.
import type { Secret } from '../words/secret.ts';
import { prompts } from './answers.ts';
import { heldFor, release } from './approve.ts';
import { ask, eventsOf, type Got } from './ask.ts';
import { samples } from './samples.ts';
import { changes, type Paint, shortened } from './screen.ts';

export interface ShowSetting {
  /** Envoy's port on loopback. */
  readonly port: number;
  readonly standInUrl: string;
  readonly standInKey: Secret;
  /** Where the show's approver signs in, and with what. */
  readonly people: { readonly admin: string; readonly token: string };
  readonly paint: Paint;
  readonly print: (text: string) => void;
}

/** Asks everything at once and prints in order. Gives what did not come out as meant, which is nothing unless something is broken. */
export async function show(setting: ShowSetting): Promise<readonly string[]> {
  const scenes = await Promise.all([showMasked(setting), showStream(setting), showBlocked(setting), showHeld(setting)]);
  for (const { prompt, what, text } of scenes) setting.print(`\n${setting.paint.bold(`"${prompt}"`)}  ${what}\n${text}\n`);
  return scenes.flatMap(({ wrong }) => wrong);
}

interface Scene {
  readonly prompt: string;
  readonly what: string;
  readonly text: string;
  readonly wrong: readonly string[];
}

async function showMasked(setting: ShowSetting): Promise<Scene> {
  const prompt = prompts.secrets;
  const [raw, masked] = await Promise.all([straight(setting, { prompt }), guarded(setting, { prompt })]);
  return {
    prompt,
    what: 'the same answer, raw (-) and masked (+)',
    text: changes(textOf(raw), textOf(masked), setting.paint),
    wrong: [...leaks('the answer', masked), ...expectStatus('the masked answer', masked, 200), ...expectMask(masked)],
  };
}

async function showStream(setting: ShowSetting): Promise<Scene> {
  const question = { prompt: prompts.personal, stream: true };
  const [raw, masked] = await Promise.all([straight(setting, question), guarded(setting, question)]);
  return {
    prompt: question.prompt,
    what: `as a stream of ${eventsOf(masked.body).length} events`,
    text: changes(streamText(raw), streamText(masked), setting.paint),
    wrong: [...leaks('the stream', masked), ...expectStatus('the stream', masked, 200), ...expectMask(masked)],
  };
}

async function showBlocked(setting: ShowSetting): Promise<Scene> {
  const prompt = prompts.exfiltration;
  const got = await guarded(setting, { prompt, tools: ['http_post'] });
  return {
    prompt,
    what: 'the model calls a tool that sends 8 KiB to a host outside',
    text: setting.paint.red(`  HTTP ${got.status}  ${errorOf(got.body)}`),
    wrong: [...leaks('the blocked answer', got), ...expectStatus('the blocked answer', got, 403)],
  };
}

/** The show is the approver here: it looks at what is held, and releases it. */
async function showHeld(setting: ShowSetting): Promise<Scene> {
  const { dim, red, bold } = setting.paint;
  const prompt = prompts.privileged;
  const arrived: string[] = [];
  const whole = guarded(setting, { prompt, stream: true }, chunk => arrived.push(chunk));
  const hold = await Promise.race([heldFor(setting.people), whole.then(() => null)]);
  const before = streamText({ body: arrived.join('') });
  const released = hold === null ? false : await release(setting.people, hold);
  const after = streamText(await whole).slice(before.length);
  const quoted = (text: string) => dim(text.trimEnd().replaceAll(/^/gm, '    '));
  return {
    prompt,
    what: 'held in mid-stream, before the risky line, until a person releases it',
    text: [
      quoted(before),
      red(`  held  ${hold?.rule}: ${hold?.reason}`),
      `  ${bold('approved')}  by the show, in your place; the rest arrives`,
      quoted(after),
    ].join('\n'),
    wrong: [
      ...(hold === null ? ['the stream with privileged code was not held'] : []),
      ...(before.includes('echo') ? ['a part of the risky line came through before anybody approved'] : []),
      ...(released && after.includes('echo') ? [] : ['what was approved did not arrive']),
    ],
  };
}

interface Asked {
  readonly prompt: string;
  readonly stream?: boolean;
  readonly tools?: readonly string[];
}

function guarded({ port }: ShowSetting, asked: Asked, onChunk?: (text: string) => void): Promise<Got> {
  // A key of the pod's own, which must not arrive: the stand-in would refuse it.
  return chat(port, asked, 'no-key-of-mine', onChunk);
}

function straight({ standInUrl, standInKey }: ShowSetting, asked: Asked): Promise<Got> {
  return chat(Number(new URL(standInUrl).port), asked, standInKey.reveal('ask the stand-in').toString());
}

function chat(
  port: number,
  { prompt, stream = false, tools = [] }: Asked,
  key: string,
  onChunk?: (text: string) => void,
): Promise<Got> {
  const offered = tools.map(name => ({ type: 'function', function: { name, parameters: { type: 'object' } } }));
  const body = {
    model: 'gpt-4o',
    stream,
    messages: [{ role: 'user', content: prompt }],
    ...(tools.length > 0 ? { tools: offered } : {}),
  };
  const headers = { authorization: `Bearer ${key}` };
  return ask({
    port,
    host: '127.0.0.1',
    method: 'POST',
    path: '/v1/chat/completions',
    headers,
    body,
    ...(onChunk === undefined ? {} : { onChunk }),
  });
}

function textOf(got: Got): string {
  const parsed = parse(got.body) as { choices?: { message?: { content?: string | null } }[] } | null;
  return parsed?.choices?.[0]?.message?.content ?? errorOf(got.body);
}

function streamText(got: Pick<Got, 'body'>): string {
  return eventsOf(got.body)
    .map(
      event =>
        (parse(event) as { choices?: { delta?: { content?: string | null } }[] } | null)?.choices?.[0]?.delta?.content ?? '',
    )
    .join('');
}

function errorOf(body: string): string {
  const error = (parse(body) as { error?: { code?: string; message?: string } } | null)?.error;
  return error === undefined ? shortened(body, 200) : `${error.code}: ${error.message}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** None of the made-up values may have come through. */
function leaks(what: string, got: Got): readonly string[] {
  const { blob, ...values } = samples();
  const kept = Object.entries({ ...values, blob: blob.slice(0, 64) }).filter(([, value]) => got.body.includes(value));
  return kept.map(([name]) => `${what} still has the ${name}`);
}

function expectStatus(what: string, got: Got, status: number): readonly string[] {
  return got.status === status ? [] : [`${what} came with status ${got.status} in place of ${status}`];
}

function expectMask(got: Got): readonly string[] {
  return /REDACTED|<[A-Z]+_/.test(got.body) ? [] : ['nothing was masked'];
}
