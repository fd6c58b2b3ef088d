// Flags that all commands have which talk to the admin port.
import { type Command, InvalidArgumentError, Option } from 'commander';

export function reach(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--url <url>',
        'the admin port: http(s)://host:port or unix:/path (default: $PENSTOCK_URL, else http://127.0.0.1:9080)',
      ),
    )
    .addOption(
      new Option(
        '--token-file <file>',
        'the file with your token (default: $PENSTOCK_TOKEN_FILE, else the token in $PENSTOCK_TOKEN)',
      ),
    );
}

/** Of `--limit` and the like. */
export function count(text: string): number {
  const number = Number(text);
  if (/^[0-9]+$/.test(text) && number >= 1 && number <= 10_000) return number;
  throw new InvalidArgumentError('A number from 1 to 10000.');
}
