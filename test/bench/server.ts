// A server under measurement, in a process of its own: its CPU time can be read, and the bench does not stand in its way.
import { fork } from 'node:child_process';
import { once } from 'node:events';

export interface RunningServer {
  /** Where it speaks ext_proc. */
  readonly address: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Penstock as main.ts puts it together. */
export function startPenstock(): Promise<RunningServer> {
  return startServer(new URL('./penstock-process.ts', import.meta.url));
}

/** Runs a program that sends its address to its parent once it listens. */
export async function startServer(program: URL, args: readonly string[] = []): Promise<RunningServer> {
  const child = fork(program, [...args], { execArgv: [] });
  const [{ address }] = (await once(child, 'message')) as [{ readonly address: string }];
  return {
    address,
    pid: child.pid!,
    stop: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}
