// The flags of `penstock audit open`, `prove` and `check`.
import { type Command, Option } from 'commander';
import type { CheckOptions } from './audit-check.ts';
import type { OpenOptions } from './audit-open.ts';
import type { ProveOptions } from './audit-prove.ts';
import { reach } from './reach.ts';

type Done = (exitCode: number) => void;

export function originalCommands(program: Command, done: Done): void {
  const audit =
    program.commands.find(command => command.name() === 'audit') ??
    program.command('audit').description('check what was written down');
  const side = () => new Option('--side <side>', 'of which body').choices(['request', 'response']).default('response');
  const identity = () =>
    new Option('--identity <file...>', 'files with the keys that open it, as age-keygen writes them; they stay on this machine');
  reach(audit.command('open').description('open a sealed original on this machine; that you do, and why, is recorded first'))
    .argument('<exchange>', 'ex_…')
    .addOption(identity().makeOptionMandatory())
    .requiredOption('--reason <text>', 'why; it is on record for good')
    .addOption(side())
    .requiredOption('--out <file>', 'the file for the original; `-`: stdout')
    .addOption(new Option('--sealed <file>', 'keep the sealed file too'))
    .addHelpText('after', '\nExample:\n  penstock audit open ex_… --identity key.txt --reason "incident 4711" --out original.bin')
    .action(async (id: string, options: OpenOptions) => done(await (await import('./audit-open.ts')).runAuditOpen(id, options)));
  reach(audit.command('prove').description('write what shows that masking was right, without the original'))
    .argument('<exchange>', 'ex_…')
    .addOption(side())
    .requiredOption('--out <file>', 'the file')
    .action(async (id: string, options: ProveOptions) =>
      done(await (await import('./audit-prove.ts')).runAuditProve(id, options)),
    );
  audit
    .command('check')
    .description('check a proof, offline')
    .argument('<file>', 'what `penstock audit prove` wrote')
    .addOption(new Option('--key <verifier>', "the log's verifier key, or that of the deployment that certified it"))
    .addOption(new Option('--sealed <file>', 'the sealed original, to show that it is the one committed to'))
    .addOption(identity())
    .addOption(new Option('--json', 'print JSON').default(false))
    .addHelpText(
      'after',
      '\nExample:\n  penstock audit check proof.json --key "$(cat log.key)" --sealed ex_….response.age --identity key.txt\n\nExit codes: 0 nothing failed, 1 a claim failed, 2 usage.',
    )
    .action(async (file: string, options: CheckOptions) =>
      done(await (await import('./audit-check.ts')).runAuditCheck(file, options)),
    );
}
