// A command line as somebody types it, in this process: a process for each would take most of the time of all these tests.
import { vi } from 'vitest';
import { run } from '../../../extproc/cli/commands.ts';

export interface Typed {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}

export async function typed(...args: readonly string[]): Promise<Typed> {
  const said = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map(name =>
    vi.spyOn(process[name], 'write').mockImplementation(text => {
      said[name] += text;
      return true;
    }),
  );
  const status = await run(args).finally(() => {
    for (const spy of spies) spy.mockRestore();
  });
  return { status, ...said };
}
