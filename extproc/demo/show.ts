// The show: the same answers straight from the stand-in and through Envoy and Penstock, beside each other, and two that are blocked.
import type { Secret } from '../words/secret.ts';
import { prompts } from './answers.ts';
import { ask, eventsOf, type Got } from './ask.ts';
import { samples } from './samples.ts';
import { changes, type Paint, shortened } from './screen.ts';

export interface ShowSetting {
  /** Envoy's port on loopback. */
  readonly port: number;
  readonly standInUrl: string;
  readonly standInKey: Secret;
  readonly paint: Paint;
  readonly print: (text: string) => void;
}

/** Runs it. Gives what did not come out as meant, which is nothing unless something is broken. */
export async function show(setting: ShowSetting): Promise<readonly string[]> {
  return [
    ...(await showMasked(setting)),
    ...(await showStream(setting)),
    ...(await showBlocked(setting)),
    ...(await showCut(setting)),
  ];
}

async function showMasked(setting: ShowSetting): Promise<readonly string[]> {
  const { paint, print } = setting;
  const question = { prompt: prompts.secrets };
  const [raw, masked] = await Promise.all([straight(setting, question), guarded(setting, question)]);
  print(
    `\n${paint.bold(`"${prompts.secrets}"`)}  the same answer, raw (-) and masked (+)\n${changes(textOf(raw), textOf(masked), paint)}\n`,
  );
  return [...leaks('the answer', masked), ...expectStatus('the masked answer', masked, 200), ...expectMask(masked)];
}

async function showStream(setting: ShowSetting): Promise<readonly string[]> {
  const { paint, print } = setting;
  const question = { prompt: prompts.personal, stream: true };
  const [raw, masked] = await Promise.all([straight(setting, question), guarded(setting, question)]);
  const events = eventsOf(masked.body).length;
  print(
    `\n${paint.bold(`"${prompts.personal}"`)}  as a stream of ${events} events\n${changes(streamText(raw), streamText(masked), paint)}\n`,
  );
  return [...leaks('the stream', masked), ...expectStatus('the stream', masked, 200), ...expectMask(masked)];
}

async function showBlocked(setting: ShowSetting): Promise<readonly string[]> {
  const { paint, print } = setting;
  const got = await guarded(setting, { prompt: prompts.exfiltration, tools: ['http_post'] });
  print(
    `\n${paint.bold(`"${prompts.exfiltration}"`)}  the model calls a tool that sends 8 KiB to a host outside\n${paint.red(`  HTTP ${got.status}  ${errorOf(got.body)}`)}\n`,
  );
  return [...leaks('the blocked answer', got), ...expectStatus('the blocked answer', got, 403)];
}

async function showCut(setting: ShowSetting): Promise<readonly string[]> {
  const { paint, print } = setting;
  const got = await guarded(setting, { prompt: prompts.privileged, stream: true });
  const last = eventsOf(got.body).find(event => event.includes('"error"'));
  const lines = streamText(got).trimEnd().replaceAll(/^/gm, '    ');
  print(
    `\n${paint.bold(`"${prompts.privileged}"`)}  stopped in mid-stream, before the risky line\n${paint.dim(lines)}\n${paint.red(`  error event  ${errorOf(last ?? '')}`)}\n`,
  );
  if (last === undefined) return ['the stream with privileged code was not stopped'];
  return streamText(got).includes('echo') ? ['a part of the risky line came through'] : [];
}

interface Asked {
  readonly prompt: string;
  readonly stream?: boolean;
  readonly tools?: readonly string[];
}

function guarded({ port }: ShowSetting, asked: Asked): Promise<Got> {
  // A key of the pod's own, which must not arrive: the stand-in would refuse it.
  return chat(port, asked, 'no-key-of-mine');
}

function straight({ standInUrl, standInKey }: ShowSetting, asked: Asked): Promise<Got> {
  return chat(Number(new URL(standInUrl).port), asked, standInKey.reveal('ask the stand-in').toString());
}

function chat(port: number, { prompt, stream = false, tools = [] }: Asked, key: string): Promise<Got> {
  const offered = tools.map(name => ({ type: 'function', function: { name, parameters: { type: 'object' } } }));
  const body = {
    model: 'gpt-4o',
    stream,
    messages: [{ role: 'user', content: prompt }],
    ...(tools.length > 0 ? { tools: offered } : {}),
  };
  const headers = { authorization: `Bearer ${key}` };
  return ask({ port, host: '127.0.0.1', method: 'POST', path: '/v1/chat/completions', headers, body });
}

function textOf(got: Got): string {
  const parsed = parse(got.body) as { choices?: { message?: { content?: string | null } }[] } | null;
  return parsed?.choices?.[0]?.message?.content ?? errorOf(got.body);
}

function streamText(got: Got): string {
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
