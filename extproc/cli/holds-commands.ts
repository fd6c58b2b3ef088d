// The flags of `penstock holds` and `penstock token`.
import { type Command, Option } from 'commander';
import type { DecideOptions, ListOptions, ShowOptions, WatchOptions } from './holds.ts';
import { count, reach } from './reach.ts';

type Done = (exitCode: number) => void;

export function holdsCommands(program: Command, done: Done): void {
  const holds = program.command('holds').description('see what waits for a person, and decide');
  const withJson = (command: Command): Command => reach(command).addOption(new Option('--json', 'print JSON').default(false));
  withJson(holds.command('list').description('list holds, newest first'))
    .addOption(
      new Option('--state <state>', 'which')
        .choices(['pending', 'approved', 'denied', 'expired', 'cancelled', 'all'])
        .default('pending'),
    )
    .addOption(new Option('--connection <name>', 'of this connection'))
    .addOption(new Option('--principal <id>', 'of this principal'))
    .addOption(new Option('--rule <name>', 'of this rule'))
    .addOption(new Option('--search <text>', 'with this text in ids, rules, reasons, principals or paths'))
    .addOption(new Option('--limit <n>', 'at most so many').default(50).argParser(count))
    .action(async (options: ListOptions) => done(await (await import('./holds.ts')).runHoldsList(options)));
  withJson(holds.command('show').description('show a hold and what is held').argument('<id>', 'the hold')).action(
    async (id: string, options: ShowOptions) => done(await (await import('./holds.ts')).runHoldsShow(id, options)),
  );
  withJson(holds.command('approve').description('release what is held').argument('<id>', 'the hold'))
    .addOption(new Option('--digest <digest>', 'of what you looked at; without it you are shown what there is, and asked'))
    .addOption(new Option('--reason <text>', 'why'))
    .addOption(new Option('--mask <text...>', 'mask these texts in it first'))
    .addOption(new Option('--remember <time>', 'let the like of it pass for so long, like 30m'))
    .action(async (id: string, options: DecideOptions) =>
      done(await (await import('./holds.ts')).runHoldsDecide('approve', id, options)),
    );
  withJson(holds.command('deny').description('refuse what is held').argument('<id>', 'the hold'))
    .addOption(new Option('--reason <text>', 'why; who asked is told'))
    .addOption(new Option('--digest <digest>', 'of what you looked at'))
    .action(async (id: string, options: DecideOptions) =>
      done(await (await import('./holds.ts')).runHoldsDecide('deny', id, options)),
    );
  withJson(holds.command('watch').description('tell of holds as they come and change, until it is stopped')).action(
    async (options: WatchOptions) => done(await (await import('./holds.ts')).runHoldsWatch(options)),
  );
  holds.addHelpText(
    'after',
    '\nExample:\n  penstock holds watch --token-file ~/.penstock-token\n  penstock holds approve ho_… --reason "checked with the team"',
  );
}
