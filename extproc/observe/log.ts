// The one logger: an event's name and its declared fields, as a JSON line, or as a line for people when stdout is a terminal.
import { pino } from 'pino';
import { type EventName, type FieldKind, type Fields, type Level, logEvents } from './events.ts';

export interface Log {
  event<Name extends EventName>(name: Name, fields: Fields<Name>): void;
}

/** Takes whole lines; process.stdout is one. */
export interface Sink {
  write(line: string): unknown;
  readonly isTTY?: boolean;
}

const textCharactersMax = 512;

/** Logs to a sink. */
export function openLog(sink: Sink = process.stdout): Log {
  const lines: Sink = sink.isTTY === true ? { write: line => sink.write(forPeople(line)) } : sink;
  const logger = pino(
    {
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: label => ({ level: label }) },
    },
    lines as pino.DestinationStream,
  );
  return {
    event(name, fields) {
      const { level, fields: declared } = logEvents[name];
      logger[level]({ event: name, ...kept(declared, fields) });
    },
  };
}

/** Says nothing: for tests, and where penstock.yaml wants no logs. */
export const silent: Log = { event() {} };

/** Only what is declared, of the kind that is declared; texts bounded and on one line. */
function kept(declared: Readonly<Record<string, FieldKind>>, fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, kind] of Object.entries(declared)) {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (kind === 'text' && typeof value === 'string') result[name] = oneLine(value);
    if (kind === 'count' && typeof value === 'number') result[name] = value;
    if (kind === 'flag' && typeof value === 'boolean') result[name] = value;
  }
  return result;
}

function oneLine(text: string): string {
  const flat = text.slice(0, textCharactersMax).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
  return text.length > textCharactersMax ? `${flat}…` : flat;
}

const signs: Readonly<Record<Level, string>> = { info: '  ', warn: '! ', error: '!!' };

function forPeople(line: string): string {
  const { level, time, event, ...fields } = JSON.parse(line) as Record<string, unknown> & { level: Level; time: string };
  const told = Object.entries(fields).map(
    ([name, value]) => `${name}=${typeof value === 'string' && /[\s"]/.test(value) ? JSON.stringify(value) : value}`,
  );
  return `${time.slice(11, 23)} ${signs[level]} ${event} ${told.join(' ')}\n`;
}
