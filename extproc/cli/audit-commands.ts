// The flags of `penstock audit`.
import { type Command, Option } from 'commander';
import type { ExportOptions, VerifyOptions } from './audit-verify.ts';

type Done = (exitCode: number) => void;

export function auditCommands(program: Command, done: Done): void {
  const audit =
    program.commands.find(command => command.name() === 'audit') ??
    program.command('audit').description('check what was written down');
  const from = (command: Command): Command =>
    command
      .addOption(new Option('--data <dir>', 'a data folder, or the folder of a ledger (default: ./data)'))
      .addOption(new Option('--url <url>', 'the admin port of a running server: http(s)://host:port or unix:/path'))
      .addOption(
        new Option(
          '--token-file <file>',
          'for --url: the file with your token (default: $PENSTOCK_TOKEN_FILE, else $PENSTOCK_TOKEN)',
        ),
      );
  from(audit.command('verify').description('find any edit, removal, reordering, truncation or fork of a ledger'))
    .addOption(new Option('--file <file>', 'what `penstock audit export` wrote'))
    .addOption(
      new Option(
        '--key <verifier>',
        "the log's verifier key, or that of the deployment that certified it (default: what the log says itself)",
      ),
    )
    .addOption(new Option('--checkpoint <file...>', 'checkpoints that were kept elsewhere'))
    .addOption(new Option('--json', 'print JSON').default(false))
    .addHelpText(
      'after',
      '\nExamples:\n  penstock audit verify --data /var/lib/penstock --key "$(cat replica.verifier)"\n  penstock audit verify --file export.jsonl --checkpoint kept-elsewhere.note\n\nExit codes: 0 sound, 1 not, 2 usage.',
    )
    .action(async (options: VerifyOptions) => done(await (await import('./audit-verify.ts')).runAuditVerify(options)));
  from(audit.command('export').description('write a ledger into one file of JSON lines, with its checkpoints'))
    .requiredOption('--out <file>', 'the file')
    .action(async (options: ExportOptions) => done(await (await import('./audit-verify.ts')).runAuditExport(options)));
}
