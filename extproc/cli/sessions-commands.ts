// The flags of `penstock sessions`.
import { type Command, InvalidArgumentError, Option } from 'commander';
import { count, reach } from './reach.ts';
import type { ExportOptions, FindOptions, LookOptions, ReplayOptions } from './sessions.ts';

type Done = (exitCode: number) => void;

export function sessionsCommands(program: Command, done: Done): void {
  const sessions = program.command('sessions').description('find, show, replay and export what was recorded');
  const json = new Option('--json', 'print JSON').default(false);
  reach(sessions.command('list').description('list sessions, the last begun first'))
    .addOption(new Option('--by <what>', 'what belongs together').choices(['session', 'grant']).default('session'))
    .addOption(new Option('--exchanges', 'list the exchanges themselves').default(false))
    .addOption(new Option('--connection <name>', 'with an exchange through this connection'))
    .addOption(new Option('--principal <id>', 'of this principal'))
    .addOption(new Option('--decision <decision>', 'that ended so').choices(['allow', 'mask', 'hold', 'block']))
    .addOption(new Option('--detector <id>', 'in which this detector found something'))
    .addOption(new Option('--tool <name>', 'in which this tool was called'))
    .addOption(new Option('--hold <id>', 'with this hold'))
    .addOption(new Option('--search <words>', 'with all these words in what was delivered'))
    .addOption(new Option('--after <time>', 'begun after this time, like 2026-11-24T00:00:00Z'))
    .addOption(new Option('--before <time>', 'begun before this time'))
    .addOption(new Option('--limit <n>', 'at most so many').default(50).argParser(count))
    .addOption(json)
    .action(async (options: FindOptions) => done(await (await import('./sessions.ts')).runSessionsList(options)));
  reach(sessions.command('show').description('show a session, a grant or an exchange').argument('<id>', 'se_…, gr_… or ex_…'))
    .addOption(json)
    .action(async (id: string, options: LookOptions) => done(await (await import('./sessions.ts')).runSessionsShow(id, options)));
  reach(
    sessions
      .command('replay')
      .description('show what was delivered as it came, masked as it was')
      .argument('<id>', 'se_…, gr_… or ex_…'),
  )
    .addOption(new Option('--speed <n>', 'so many times as fast as it was, or `max`').default(1).argParser(speed))
    .addOption(new Option('--step', 'each piece waits for Enter; q ends').default(false))
    .addOption(new Option('--longest-wait <seconds>', 'cut longer silences to this').default(10).argParser(count))
    .addOption(json)
    .action(async (id: string, options: ReplayOptions) =>
      done(await (await import('./sessions.ts')).runSessionsReplay(id, options)),
    );
  reach(
    sessions
      .command('export')
      .description('write recordings as JSON lines: exchanges, holds with who decided, pieces')
      .argument('<id>', 'se_…, gr_… or ex_…'),
  )
    .addOption(new Option('--out <file>', 'into this file, which must not be there yet (default: stdout)'))
    .action(async (id: string, options: ExportOptions) =>
      done(await (await import('./sessions.ts')).runSessionsExport(id, options)),
    );
  sessions.addHelpText(
    'after',
    '\nExample:\n  penstock sessions list --detector aws-access-key --token-file ~/.penstock-token\n  penstock sessions replay ex_… --speed 4',
  );
}

function speed(text: string): number {
  if (text === 'max') return Number.POSITIVE_INFINITY;
  const number = Number(text);
  if (/^[0-9.]+$/.test(text) && number > 0) return number;
  throw new InvalidArgumentError('A number above 0, or `max`.');
}
