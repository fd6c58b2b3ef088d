// The `penstock` command. Knows the flags and the help texts; each command's work is in a file of its own, loaded when it is wanted.
import { readFileSync } from 'node:fs';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { apiShapes } from '../words/access.ts';
import { auditCommands } from './audit-commands.ts';
import { holdsCommands } from './holds-commands.ts';
import { originalCommands } from './original-commands.ts';
import type { PolicyBuildOptions } from './policy-build.ts';
import type { ServeOptions } from './serve.ts';
import { sessionsCommands } from './sessions-commands.ts';
import type { StartOptions } from './start.ts';
import { exitCodes, tell } from './words.ts';

/** Runs one command line. Gives the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  let exitCode: number = exitCodes.fine;
  const program = commands(code => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has said its words by now.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.fine : exitCodes.usage;
    return tell(error);
  }
}

function commands(done: (exitCode: number) => void): Command {
  const program = new Command('penstock')
    .description('A policy guard for LLM and API traffic inside Envoy.')
    .version(versionOf(), '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    .configureOutput({
      outputError: (text, write) =>
        write(text.replace(/^error: /, 'penstock: error: ').replace(/^\(Did/m, 'penstock: hint: (did')),
    })
    .showHelpAfterError('penstock: hint: `--help` lists commands and flags')
    .addHelpText('after', '\nExit codes: 0 fine, 1 refused, 2 usage.');
  program
    .command('start')
    .description(
      'run Envoy and Penstock on this machine, in front of a stand-in for the OpenAI API or of a real one (`npm start` does this)',
    )
    .addOption(new Option('--upstream <url>', 'guard this API in place of the stand-in; https with certificate verification'))
    .addOption(new Option('--key-file <file>', 'the file with its key, which Envoy puts into each request'))
    .addOption(new Option('--api <shape>', 'the shape of its traffic (default: openai)').choices(apiShapes))
    .addOption(
      new Option('--allow <rules...>', 'methods and paths that may carry the key, like "POST /v1/generate" (default: by shape)'),
    )
    .addOption(new Option('--listen <port>', "Envoy's port on loopback").default(10_000).argParser(port))
    .addOption(
      new Option('--admin <port>', 'the port on loopback for people who approve (default: 9080, or a free one)').argParser(port),
    )
    .addOption(
      new Option(
        '--tokens <file>',
        'lines `NAME ROLE[,ROLE] TOKEN [GROUP[,GROUP]]` of people and scripts that may sign in there',
      ),
    )
    .addOption(new Option('--config <file>', 'guard the connections of this penstock.yaml'))
    .addOption(
      new Option('--policies <dir>', 'topics of your own on top of the shipped ones; needs `opa` on the PATH to compile them'),
    )
    .addOption(new Option('--data <dir>', 'the data folder (default: ./data)'))
    .addOption(new Option('--once', 'show what it does, then stop').default(false))
    .addHelpText('after', startExamples)
    .action(async (options: StartOptions) => done(await (await import('./start.ts')).runStart(options)));
  program
    .command('serve')
    .description('run the server alone, for an Envoy that runs elsewhere')
    .addOption(new Option('--config <file>', 'the configuration').default('penstock.yaml'))
    .addOption(new Option('--listen <address>', 'listen here for Envoy, in place of `listen.extproc`: host:port or unix:/path'))
    .addOption(new Option('--admin <address>', 'listen here for people, in place of `listen.admin`'))
    .addOption(new Option('--tokens <file...>', 'lines `NAME ROLE[,ROLE] TOKEN [GROUP[,GROUP]]` of people who may sign in too'))
    .addOption(new Option('--sign-in-link', 'make a link that signs in once, for the process that started this one').hideHelp())
    .addOption(new Option('--data <dir>', 'the data folder, in place of `data`'))
    .addOption(new Option('--bundle <path>', 'a compiled policy bundle, in place of `policies.bundle`'))
    .addHelpText('after', '\nExample:\n  penstock serve --config penstock.yaml\n\nSIGTERM lets running exchanges end.')
    .action(async (options: ServeOptions) => done(await (await import('./serve.ts')).runServe(options)));
  program
    .command('config')
    .description('look at configurations')
    .command('check')
    .description('say what is wrong in a penstock.yaml, all of it at once')
    .argument('[file]', 'the configuration', 'penstock.yaml')
    .addHelpText('after', '\nExample:\n  penstock config check penstock.yaml')
    .action(async (file: string) => done(await (await import('./config-check.ts')).runConfigCheck(file)));
  program
    .command('policy')
    .description('work on policies')
    .command('build')
    .description('compile topics of your own, on top of the shipped library and topics, into a bundle; needs `opa` on the PATH')
    .requiredOption('--policies <dir>', 'the folder of your topics')
    .requiredOption('--out <path>', 'a folder for the bundle, or a file that ends with .tar.gz')
    .addHelpText('after', '\nExample:\n  penstock policy build --policies my-policies --out my-bundle')
    .action(async (options: PolicyBuildOptions) => done(await (await import('./policy-build.ts')).runPolicyBuild(options)));
  holdsCommands(program, done);
  sessionsCommands(program, done);
  auditCommands(program, done);
  originalCommands(program, done);
  return program;
}

const startExamples = `
Examples:
  npm start                                       the stand-in, and a show of what is masked and blocked
  npm start -- --upstream https://api.openai.com --key-file ~/openai.key
  npm start -- --upstream https://api.anthropic.com --key-file ~/anthropic.key --api anthropic
  npm start -- --config penstock.yaml --listen 10001
  npm start -- --policies ./policies --data /var/lib/penstock`;

function port(text: string): number {
  const number = Number(text);
  if (/^[0-9]+$/.test(text) && number >= 1 && number <= 65_535) return number;
  throw new InvalidArgumentError('A port is a number from 1 to 65535.');
}

function versionOf(): string {
  return (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version;
}
