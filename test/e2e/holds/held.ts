// A guard at whose desk the test sits, behind a real Envoy: what the policy says is said by a function of the test.
import OpenAI from 'openai';
import { Exchange } from '../../../extproc/exchange/exchange.ts';
import { type DeskSetting, type FakeDesk, fakeDesk, type OpenedHold } from '../../unit/exchange/desk.ts';
import { type Setting, surroundings } from '../../unit/exchange/scene.ts';
import { openStage, type Stage } from '../harness/stage.ts';
import type { Script } from '../harness/upstream.ts';

export interface HoldStage extends Stage {
  readonly desk: FakeDesk;
  readonly records: ReturnType<typeof surroundings>['records'];
  /** The hold of this number, from 1, once all of it is there. */
  complete(number?: number): Promise<OpenedHold>;
}

export interface HoldStageOptions extends Pick<Setting, 'decide' | 'plan' | 'limits' | 'connection'> {
  readonly upstream: Script;
  readonly desk?: DeskSetting;
}

/** Opens it for this test. */
export async function openHolds({ upstream, desk: deskSetting, ...setting }: HoldStageOptions): Promise<HoldStage> {
  const desk = fakeDesk(deskSetting);
  const connection = { ...setting.connection, name: 'test' };
  const { around, records } = surroundings({ ...setting, connection, desk });
  const stage = await openStage({
    upstream,
    exchange: facts => new Exchange(facts, around),
    holds: desk,
    ...(setting.limits === undefined ? {} : { limits: setting.limits }),
  });
  const complete = (number = 1) =>
    until(() => desk.holds[number - 1]?.told.includes('complete') === true).then(() => desk.holds[number - 1]!);
  return { ...stage, desk, records, complete };
}

const untilMsMax = 20_000;

/** Waits until it holds; throws when it does not after a while. */
export async function until(holds: () => boolean): Promise<void> {
  const endMs = Date.now() + untilMsMax;
  while (!holds()) {
    if (Date.now() > endMs) throw new Error('it did not come to pass');
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

/** The real client, as it ships. */
export function openai({ port }: Stage, maxRetries?: number): OpenAI {
  return new OpenAI({
    apiKey: 'none',
    baseURL: `http://127.0.0.1:${port}/v1`,
    ...(maxRetries === undefined ? {} : { maxRetries }),
  });
}
