// Whole streams of Bedrock and Gemini, written so that people can read them: each `x.in.messages` has a message a line (the event's name, its
// payload; behind `chunk` the model's own event), each `x.in.list` is a JSON list. `x.out.*` is what leaves, `x.asked` the questions on the way.
// `UPDATE_GOLDENS=1` writes the answers anew: read the diff.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { chunk, eventHeaders, innerOf, message, messagesIn, type Said } from '../../unit/content/messages.ts';
import { bytewise, type RunOptions, run } from '../../unit/content/run.ts';

const folder = new URL('.', import.meta.url);
const inputs = readdirSync(folder).filter(name => name.includes('.in.'));

/** By the beginning of the name. */
const options: Readonly<Record<string, RunOptions>> = {
  converse: {
    format: 'eventstream',
    shape: 'bedrock',
    path: '/model/us.anthropic.claude-3-7-sonnet-20250219-v1%3A0/converse-stream',
  },
  'invoke-claude': {
    format: 'eventstream',
    shape: 'bedrock',
    path: '/model/anthropic.claude-3-haiku-20240307-v1%3A0/invoke-with-response-stream',
  },
  'invoke-nova': { format: 'eventstream', shape: 'bedrock', path: '/model/amazon.nova-lite-v1%3A0/invoke-with-response-stream' },
  'invoke-llama': {
    format: 'eventstream',
    shape: 'bedrock',
    path: '/model/meta.llama3-8b-instruct-v1%3A0/invoke-with-response-stream',
  },
  'invoke-titan': {
    format: 'eventstream',
    shape: 'bedrock',
    path: '/model/amazon.titan-text-lite-v1/invoke-with-response-stream',
  },
  'converse-body': { format: 'json', shape: 'bedrock', path: '/model/amazon.nova-lite-v1%3A0/converse' },
  'invoke-claude-body': { format: 'json', shape: 'bedrock', path: '/model/anthropic.claude-3-haiku-20240307-v1%3A0/invoke' },
  'gemini-list': { format: 'array', shape: 'gemini', path: '/v1beta/models/gemini-2.0-flash:streamGenerateContent' },
};

test('there are streams to try', () => expect(inputs.length).toBeGreaterThanOrEqual(Object.keys(options).length));

test.for(inputs)('%s', input => {
  const said = options[input.split('.in.')[0]!]!;
  const text = readFileSync(new URL(input, folder), 'utf8');
  const isMessages = input.endsWith('.messages');
  const body = isMessages ? Buffer.concat(text.trimEnd().split('\n').map(written)) : Buffer.from(text);
  const whole = run([body], said);
  expect(run(bytewise(body), said)).toMatchObject({ output: whole.output, asked: whole.asked });
  expect(whole.refusal).toBeNull();
  golden(input.replace('.in.', '.out.'), isMessages ? `${messagesIn(whole.bytes).map(readable).join('\n')}\n` : whole.output);
  golden(input.replace(/\.in\..*/, '.asked'), `${whole.asked.join('\n')}\n`);
});

function written(line: string): Buffer {
  const [name, payload] = parted(line);
  if (name === 'chunk') return chunk(payload);
  if (name.endsWith('Exception')) {
    const headers = { ':exception-type': name, ':content-type': 'application/json', ':message-type': 'exception' };
    return message({ headers, payload });
  }
  return message({ headers: eventHeaders(name), payload });
}

function readable(each: Said): string {
  const name = each.headers[':event-type'] ?? each.headers[':exception-type']!;
  return `${name} ${name === 'chunk' ? innerOf(each) : each.payload}`;
}

function parted(line: string): [string, string] {
  const at = line.indexOf(' ');
  return [line.slice(0, at), line.slice(at + 1)];
}

function golden(name: string, got: string): void {
  const file = new URL(name, folder);
  if (process.env.UPDATE_GOLDENS === '1') writeFileSync(file, got);
  expect(got).toBe(readFileSync(file, 'utf8'));
}
