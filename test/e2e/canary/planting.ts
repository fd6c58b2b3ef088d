// What a planting is, and what questions and answers of all plantings are made of.
import { type Answer, cut } from '../harness/script.ts';
import type { Question } from '../main-job/clients.ts';
import { completion, json } from '../main-job/openai-says.ts';
import { plain, sentence } from './canaries.ts';

export interface Planting {
  readonly what: string;
  readonly question: Question;
  readonly answer: Answer;
  /** What becomes of it: the status, and the code where Penstock says no. Null status: Envoy may close without a word. */
  readonly status: number | null;
  readonly code?: string;
}

export const prompt = `${sentence} and ${plain.value}`;
export const asking = { model: 'gpt-4o', messages: [{ role: 'user', content: prompt }] };
export const whole: Question = { place: 'openai', body: JSON.stringify(asking) };
export const streamed: Question = { place: 'openai', body: JSON.stringify({ ...asking, stream: true }) };
export const any: Question = { place: 'any', path: '/thing', body: JSON.stringify({ prompt }) };
export const fine = json(completion('fine'));
/** Longer than the limits of the sweep. */
export const large = `${sentence} `.repeat(1_000);

export function typed(contentType: string, body: string | Buffer, rest: Partial<Answer> = {}): Answer {
  return { status: 200, headers: [['content-type', contentType]], pieces: cut(body, { seed: 6 }), ...rest };
}

export function broken(text: string): Buffer {
  return Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
}
