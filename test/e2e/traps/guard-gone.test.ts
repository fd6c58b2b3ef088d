// A guard that is not there, dies, hangs or is told to go: the client gets an error or a broken stream, in bounded time.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { canary, expectClosed, secretStream } from '../harness/canary.ts';
import { type Got, get1, get2 } from '../harness/client.ts';
import { type GuardProcess, startGuardProcess } from '../harness/guard.ts';
import { connectionTo, envoyFor, ours } from '../harness/stage.ts';
import { startUpstream, type Upstream } from '../harness/upstream.ts';

const keeper = new URL('./keeper.ts', import.meta.url);

const ways = [
  { keep: 'head', http: 1, get: get1 },
  { keep: 'head', http: 2, get: get2 },
  { keep: 'bodies', http: 1, get: get1 },
  { keep: 'bodies', http: 2, get: get2 },
] as const;
type Way = Pick<(typeof ways)[number], 'keep' | 'get'>;

const deaths = [
  { name: 'is killed', signal: 'SIGKILL', msMax: 3000 },
  { name: 'is told to go and does not end in time', signal: 'SIGTERM', msMax: 5000 },
] as const;

test.for(deaths.flatMap(death => ways.map(way => ({ ...death, ...way }))))(
  'a guard that $name while it keeps the $keep back lets nothing through to HTTP/$http',
  async ({ signal, msMax, ...way }) => expectGone(await stage(), signal, msMax, way),
);

// Found by HTTP/2 pings: every 5 s, answered within 2 s. Nobody does anything meanwhile, so they are waited for together.
test('a guard that is stopped lets nothing through, be it in the middle of an exchange or before one', async () => {
  const stages = [await stage(), await stage(), await stage()] as const;
  await Promise.all([
    expectGone(stages[0], 'SIGSTOP', 13_000, ways[0]),
    expectGone(stages[1], 'SIGSTOP', 13_000, ways[3]),
    expectRefused(stages[2]),
  ]);
});

async function expectGone({ guard, upstream, port }: Stage, signal: NodeJS.Signals, msMax: number, { keep, get }: Way) {
  const answer = get(port, { method: 'POST', headers: [['x-keep', keep]], body: '{}' });
  await atUpstream(upstream);
  await sleep(150);
  process.kill(guard.pid, signal);
  const since = Date.now();
  expectClosed(await answer);
  expect(Date.now() - since).toBeLessThan(msMax);
}

async function expectRefused({ guard, port }: Stage) {
  process.kill(guard.pid, 'SIGSTOP');
  expectClosed(await get1(port, { method: 'POST', body: '{}' }));
}

test('without a guard there is no answer but 503, in the shape of an API’s error', async () => {
  const { guard, port } = await stage();
  await guard.stop();
  for (const get of [get1, get2]) {
    const got = await get(port, { method: 'POST', body: '{}' });
    expectClosed(got);
    expect(got).toMatchObject({ status: 503, complete: true });
    expect(JSON.parse(got.body.toString())).toMatchObject({ error: { code: 'penstock_unavailable' } });
    expect(got.headers.get('content-type')).toBe('application/json');
  }
});

test('while one guard drains, an exchange that is running comes to its end', async () => {
  const upstream = ours(await startUpstream(() => secretStream(10, 30)));
  const guard = await startGuardProcess(new URL('./open.ts', import.meta.url));
  onTestFinished(() => guard.stop());
  const envoy = await envoyFor(guard.address, [connectionTo(upstream)]);
  const answer = get1(envoy.port);
  await atUpstream(upstream);
  await sleep(100);
  process.kill(guard.pid, 'SIGTERM');
  await sleep(50);
  const refused = await get1(envoy.port);
  expect(refused).toMatchObject({ status: 503, complete: true });
  const whole: Got = await answer;
  expect(whole).toMatchObject({ status: 200, complete: true });
  expect(whole.body.toString().match(new RegExp(canary, 'g'))).toHaveLength(10);
});

interface Stage {
  readonly guard: GuardProcess;
  readonly upstream: Upstream;
  readonly port: number;
}

async function stage(): Promise<Stage> {
  const upstream = ours(await startUpstream(() => secretStream(500, 20)));
  const guard = await startGuardProcess(keeper);
  onTestFinished(() => guard.stop());
  const envoy = await envoyFor(guard.address, [connectionTo(upstream)]);
  return { guard, upstream, port: envoy.port };
}

async function atUpstream(upstream: Upstream): Promise<void> {
  while (upstream.requests.length === 0) await sleep(10);
}
