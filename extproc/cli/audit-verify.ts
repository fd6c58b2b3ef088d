// `penstock audit verify` and `penstock audit export`: where the ledger is and how its verdict is told. The checking itself is a room of its own.
import { createWriteStream, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { apiSource } from '../verify/api.ts';
import { check, type Verdict } from '../verify/check.ts';
import { exportLines, exportSource } from '../verify/export.ts';
import { folderSource } from '../verify/folder.ts';
import { type Source, Unreadable } from '../verify/source.ts';
import { adminClient } from './admin-client.ts';
import { visibleLine } from './visible.ts';
import { exitCodes, Refusal, usage } from './words.ts';

interface WhereOptions {
  readonly data?: string;
  readonly url?: string;
  readonly tokenFile?: string;
  readonly file?: string;
}

export interface VerifyOptions extends WhereOptions {
  readonly key?: string;
  readonly checkpoint?: readonly string[];
  readonly json: boolean;
}

export interface ExportOptions extends WhereOptions {
  readonly out: string;
}

/** Prints the verdict. Gives 1 for a ledger that is not sound. */
export async function runAuditVerify(options: VerifyOptions): Promise<number> {
  const published = (options.checkpoint ?? []).map(file => ({ note: read(file), where: file }));
  const verdict = await readable(async () => check(await sourceOf(options), { key: options.key ?? null, published }));
  if (options.json) process.stdout.write(`${JSON.stringify(verdict)}\n`);
  if (verdict.kind === 'sound') {
    if (!options.json) process.stdout.write(`${soundLine(verdict)}\n`);
    if (verdict.isKeyTheLogsOwn) process.stderr.write(ownKeyWarning);
    return exitCodes.fine;
  }
  const { problem, record, where } = verdict;
  const place = where === null ? '' : ` (${where})`;
  throw new Refusal(visibleLine(`the ledger is not sound: ${recordWords(record)}${problem}${place}`));
}

export async function runAuditExport(options: ExportOptions): Promise<number> {
  if (existsSync(options.out)) throw new Refusal(`${options.out} is there already`, 'name a file that is not');
  await readable(async () => {
    const lines = exportLines(await sourceOf(options));
    const withBreaks = async function* () {
      for await (const line of lines) yield `${line}\n`;
    };
    await pipeline(Readable.from(withBreaks()), createWriteStream(options.out, { mode: 0o600, flags: 'wx' }));
  });
  return exitCodes.fine;
}

async function sourceOf({ data, url, file, tokenFile }: WhereOptions): Promise<Source> {
  if ([data, url, file].filter(place => place !== undefined).length > 1)
    throw usage('--data, --file and --url exclude each other', 'a ledger is in one place');
  if (file !== undefined) {
    if (!existsSync(file)) throw new Refusal(`there is no file ${file}`);
    return exportSource(file);
  }
  if (url !== undefined) {
    const client = adminClient({ url, ...(tokenFile === undefined ? {} : { tokenFile }) });
    return apiSource(path => client.get(path));
  }
  const folder = data ?? 'data';
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new Refusal(`there is no folder ${folder}`, 'name the data folder by --data');
  return folderSource(existsSync(join(folder, 'segments')) ? folder : join(folder, 'ledger'));
}

async function readable<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw error instanceof Unreadable ? new Refusal(visibleLine(error.message)) : error;
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Refusal(`the checkpoint ${file} can't be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
  }
}

function soundLine({ origin, size, trimmed, checkpoints, unsigned }: Extract<Verdict, { kind: 'sound' }>): string {
  const deleted = trimmed > 0 ? `, of which ${trimmed} were deleted on record` : '';
  const rest = unsigned > 0 ? `; ${unsigned} at the end are not signed yet` : '';
  return `${visibleLine(origin)} is sound: ${size} records${deleted}, ${checkpoints} checkpoints${rest}`;
}

function recordWords(record: Extract<Verdict, { kind: 'unsound' }>['record']): string {
  if (record === null) return '';
  return record.to - record.from === 1 ? `record ${record.from}: ` : `records ${record.from} to ${record.to - 1}: `;
}

const ownKeyWarning =
  'penstock: warning: the key is the one that the ledger itself names: whoever wrote it anew could have named theirs; give --key\n';
