// An upstream that a test leads by the hand, and a client that tells what has arrived: together they show which byte waits for which,
// however slow the machine is.
import { once } from 'node:events';
import { createServer, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Installation, Scripted } from './installation.ts';
import { contentOf } from './outcomes.ts';

export type Live = (answer: ServerResponse) => void | Promise<void>;

export interface Led extends Scripted {
  /** Resolves when the test's function has come to its end; rejects with what it threw. */
  readonly end: Promise<void>;
}

/** What a test leads, and its end. A throw breaks the answer off. */
export function lead(live: Live): { readonly live: Live; readonly end: Promise<void> } {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  // It may end before anybody waits for it.
  promise.catch(() => {});
  return {
    end: promise,
    live: async answer => {
      try {
        await live(answer);
        resolve();
      } catch (error) {
        reject(error);
        answer.destroy();
      }
    },
  };
}

export interface LiveUpstream {
  readonly url: string;
  stop(): Promise<void>;
}

/** `find` gives the test's function for a request with this mark. */
export async function startLiveUpstream(find: (mark: string | undefined) => Live | undefined): Promise<LiveUpstream> {
  const server = createServer((asked, answer) => {
    asked.resume();
    const live = find(asked.headers['x-script'] as string | undefined);
    asked.on('end', () => live?.(answer));
    answer.on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export interface Watched {
  readonly status: number | null;
  /** The body so far. */
  readonly body: string;
  /** Texts of the deltas so far, of an OpenAI stream. */
  readonly text: string;
  /** `open`: more may come. `whole`: ended properly. `broken`: cut off. */
  readonly state: 'open' | 'whole' | 'broken';
  /** Waits until this holds of what has arrived; throws when it has not after a while. */
  until(holds: (watched: Watched) => boolean): Promise<void>;
  leave(): void;
}

const untilMsMax = 60_000;

/** Asks for a stream by the connection `live`. */
export function watch({ port }: Pick<Installation, 'port'>, { headers }: Scripted, body = '{"stream":true}'): Watched {
  const watched = {
    status: null as number | null,
    body: '',
    get text(): string {
      return contentOf(this.body);
    },
    state: 'open' as Watched['state'],
    until(holds: (watched: Watched) => boolean): Promise<void> {
      if (holds(this)) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`it did not come; what did, of ${this.state}: ${this.text.slice(-200)}`)),
          untilMsMax,
        );
        const waiter = () => {
          if (!holds(this)) return;
          clearTimeout(timer);
          waiters.delete(waiter);
          resolve();
        };
        waiters.add(waiter);
      });
    },
    leave: () => void asking.destroy(),
  };
  const waiters = new Set<() => void>();
  const changed = () => {
    for (const waiter of waiters) waiter();
  };
  const ended = (state: Watched['state']) => {
    if (watched.state === 'open') watched.state = state;
    changed();
  };
  const head = { host: 'live.test', 'content-type': 'application/json', ...headers };
  const asking = request({ port, host: '127.0.0.1', path: '/v1/chat/completions', method: 'POST', headers: head, agent: false });
  asking.on('response', answer => {
    watched.status = answer.statusCode ?? null;
    answer.setEncoding('utf8');
    answer.on('data', (text: string) => {
      watched.body += text;
      changed();
    });
    answer.on('end', () => ended(answer.complete ? 'whole' : 'broken'));
    answer.on('error', () => ended('broken'));
    changed();
  });
  asking.on('error', () => ended('broken'));
  asking.on('close', () => ended('broken'));
  asking.end(body);
  return watched;
}
