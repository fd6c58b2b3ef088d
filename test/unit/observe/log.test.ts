import { expect, test } from 'vitest';
import { factsOf } from '../../../extproc/observe/faults.ts';
import { openLog } from '../../../extproc/observe/log.ts';
import { Fault } from '../../../extproc/words/fault.ts';

function logged(write: (log: ReturnType<typeof openLog>) => void, isTTY = false): string[] {
  const lines: string[] = [];
  write(openLog({ write: line => lines.push(line), isTTY }));
  return lines;
}

test('an event is one JSON line with its level, time, name and fields', () => {
  const [line] = logged(log => log.event('server.draining', { signal: 'SIGTERM', exchanges: 3 }));
  expect(JSON.parse(line!)).toMatchObject({ level: 'info', event: 'server.draining', signal: 'SIGTERM', exchanges: 3 });
  expect(line).toMatch(/"time":"\d{4}-\d\d-\d\dT/);
  expect(line!.indexOf('\n')).toBe(line!.length - 1);
});

test('a field that is not declared is left out, whatever the caller hands over', () => {
  const smuggled = { code: 'ERR_X', body: 'canary-1', where: { deep: 'canary-2' }, toJSON: () => 'canary-3' };
  const [line] = logged(log => log.event('wire.failed', smuggled as never));
  expect(line).not.toContain('canary');
  expect(JSON.parse(line!)).not.toHaveProperty('where');
});

test('a text can neither break the line nor grow without bound', () => {
  const [line] = logged(log => log.event('policy.refused', { reason: `a\nb\u2028c\u001b[31m${'x'.repeat(10_000)}` }));
  expect(JSON.parse(line!).reason).toMatch(/^a b c \[31mx{500,}…$/);
  expect(line!.length).toBeLessThan(800);
});

test('a terminal gets a line for people', () => {
  expect(logged(log => log.event('server.listening', { address: '127.0.0.1:9000' }), true)[0]).toMatch(
    /^\d\d:\d\d:\d\d\.\d{3} {4}server\.listening address=127\.0\.0\.1:9000\n$/,
  );
});

test('an error that is not ours is told by kind and place, since its message may quote the input', () => {
  let facts = null;
  try {
    JSON.parse('canary{');
  } catch (error) {
    facts = factsOf(error);
  }
  expect(facts).toMatchObject({ code: 'SyntaxError', blame: 'bug', reason: null });
  expect(JSON.stringify(facts)).not.toContain('canary');
  expect(factsOf(new Fault('ERR_SETUP', 'the disk is full')).reason).toBe('the disk is full');
  expect(factsOf('canary')).toMatchObject({ code: 'thrown string', reason: null });
});

test('a message of several lines that looks like frames does not get through as a place', () => {
  const error = new Error('x\n    at canary (file:1:1)');
  expect(factsOf(error).where).not.toContain('canary');
});
