// Laws of the transformers over each API's own streams and documents.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Hit, Ruling } from '../../extproc/content/transform.ts';
import { type RunOptions, run } from '../unit/content/run.ts';
import { cuts } from './content-inputs.ts';
import { shapeDocuments, shapeStreams } from './content-shape-inputs.ts';

const opaque = (): Ruling => ({ kind: 'mask', text: '<>', opaque: '<>' });
const pass = (): Ruling => ({ kind: 'pass' });
/** Signals are noticed behind their beginning: nothing waits for them. */
const isHeld = ({ detector }: Hit): boolean => detector.id !== 'risk';

describe.for(shapeStreams)('$name', ({ api, input }) => {
  const options: RunOptions = { format: 'sse', shape: api };

  test('any cut gives the same bytes and the same questions, each after the same bytes', () => {
    let hits = 0;
    fc.assert(
      fc.property(input, cuts, (text, cut) => {
        const whole = run([text], options);
        hits += whole.hits.length;
        expect(told(run(cut(Buffer.from(text)), options))).toEqual(told(whole));
      }),
      { numRuns: 100 },
    );
    expect(hits).toBeGreaterThan(20);
  });

  test('any cut of a stream that is stopped lets the same bytes out', () => {
    fc.assert(
      fc.property(input, cuts, fc.nat(4), (text, cut, nth) => {
        const stopping = (): RunOptions => {
          let count = 0;
          return { ...options, rule: () => (count++ < nth ? opaque() : { kind: 'stop' }) };
        };
        expect(told(run(cut(Buffer.from(text)), stopping()))).toEqual(told(run([text], stopping())));
      }),
      { numRuns: 60 },
    );
  });

  test('what is let pass leaves byte for byte', () => {
    fc.assert(
      fc.property(input, cuts, (text, cut) => {
        const { output, refusal } = run(cut(Buffer.from(text)), { ...options, rule: pass });
        if (refusal === null) expect(output).toBe(text);
        else expect(text.startsWith(output)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('a client that joins what belongs together reads no secret', () => {
    fc.assert(
      fc.property(input, text => {
        const { output } = run([text], { ...options, rule: opaque });
        const read = [...joined(eventsIn(output)).values()].filter(each => /KEY-[A-Z0-9]{8}/.test(each));
        expect(read).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('events keep their number and their order, each stays JSON of its structure, and what was masked finds nothing', () => {
    let masked = 0;
    fc.assert(
      fc.property(input, text => {
        const { output, refusal, hits } = run([text], { ...options, rule: opaque });
        fc.pre(refusal === null);
        masked += hits.length;
        expect(eventsIn(output).map(skeleton)).toEqual(eventsIn(text).map(skeleton));
        const again = run([output], { ...options, rule: opaque, plan: { keys: [] } });
        expect(again.refusal).toBeNull();
        expect(again.hits.filter(isHeld).map(({ path }) => path)).toEqual([]);
      }),
      { numRuns: 100 },
    );
    expect(masked).toBeGreaterThan(20);
  });
});

describe.for(shapeDocuments)('documents of $name', ({ api, input }) => {
  test.for(['response', 'request'] as const)(
    'as a %s are JSON of the same structure when they are masked, and find nothing again',
    side => {
      fc.assert(
        fc.property(input, text => {
          const options: RunOptions = { format: 'json', shape: api, side, rule: opaque };
          const { output, refusal } = run([text], options);
          fc.pre(refusal === null);
          expect(skeleton(JSON.parse(output))).toEqual(skeleton(JSON.parse(text)));
          const again = run([output], { ...options, plan: { keys: [] } });
          expect(again.hits.filter(isHeld).map(({ path }) => path)).toEqual([]);
          expect(run([text], { ...options, rule: pass }).output).toBe(text);
        }),
        { numRuns: 100 },
      );
    },
  );
});

function told({ output, asked, refusal, complete }: ReturnType<typeof run>): object {
  return { output, asked, refusal, complete };
}

function eventsIn(stream: string): unknown[] {
  const lines = stream.split(/\r\n|\n|\r/).filter(line => line.startsWith('data:'));
  return lines.map(line => JSON.parse(line.slice('data:'.length)));
}

/** The value with strings, numbers and booleans blanked; what repeats a token is blank too. */
function skeleton(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(skeleton);
  if (typeof value !== 'object' || value === null) return value === null ? null : typeof value;
  const members = Object.entries(value).filter(([key]) => key !== 'bytes' && key !== 'top_logprobs');
  return members.map(([key, each]) => [/KEY-|<>/.test(key) ? '' : key, skeleton(each)]);
}

/** What is told whole under these keys nobody joins with anything else: two calls in one event are two calls. */
const whole = new Set(['functionCall', 'codeExecutionResult', 'result', 'params', 'error', 'citations', 'citation']);
const indexes = ['output_index', 'content_index', 'summary_index', 'index'];

/** What stands at one place of all events, joined: lists of chunks like plain texts, thoughts apart, by the indexes that events give. */
function joined(events: readonly unknown[]): Map<string, string> {
  const texts = new Map<string, string>();
  let wholes = 0;
  const walk = (value: unknown, place: string): void => {
    if (typeof value === 'string') texts.set(place, (texts.get(place) ?? '') + value);
    if (typeof value !== 'object' || value === null) return;
    const about = indexes.map(key => (value as Record<string, unknown>)[key] ?? '').join();
    const thought = (value as { thought?: boolean }).thought === true ? 'thought' : '';
    for (const [key, each] of Object.entries(value)) {
      const alone = whole.has(key) ? `#${wholes++}` : '';
      // Chunks of a text come in lists of their own.
      const isChunk = Array.isArray(value) && /\/(?:parts|content)$/.test(place);
      walk(each, `${place}${about}${thought}/${isChunk ? '' : key}${alone}`);
    }
  };
  for (const event of events) walk(event, '');
  const plain = [...texts].map(([place, text]) => [place.replaceAll('/content//text', '/content'), text] as const);
  return new Map([...texts, ...plain]);
}
