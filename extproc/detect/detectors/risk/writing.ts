// Says from what stands around a path whether the file is written or read there. Looks at one line, at most as much of it as a
// detector's context has, and at each byte of it a few times only: hostile text may ask at every path.
import { lineOf } from './line.ts';

/** What stands before a path, taken apart once. */
interface Place {
  /** The line up to the path's own word. */
  readonly line: string;
  /** The path's word so far: `~/`, `of=/mnt`. */
  readonly start: string;
  /** Words of the command that the path is an argument of. */
  readonly words: readonly string[];
}

const copies = new Set(['cp', 'mv', 'ln', 'install', 'rsync', 'scp', 'copy', 'move']);
const cmdlets = new Set(['set-content', 'add-content', 'out-file', 'copy-item', 'move-item', 'new-item']);
const readers = new Set(
  (
    'cat tac less head tail strings base64 xxd od hexdump grep egrep fgrep awk sed cut tar zip 7z gzip openssl gpg nc sqlite3 gc get-content ' +
    'type unshadow'
  ).split(' '),
);
/** Words before a command's name. */
const before = new Set([
  '',
  '$',
  '#',
  '-',
  'sudo',
  'doas',
  'exec',
  'time',
  'nohup',
  'RUN',
  'CMD',
  'run:',
  'command:',
  'args:',
  'then',
  'do',
  '!',
]);

/** `behind` is what follows the path's beginning. */
export function isWritten(text: string, behind: string): boolean {
  const place = placeOf(text);
  return isRedirected(place, '>') || isWrittenByCommand(place) || isWrittenByCall(place, behind);
}

export function isRead(text: string, behind: string): boolean {
  const place = placeOf(text);
  if (isUsed(place)) return false;
  return isRedirected(place, '<') || isReadByCommand(place) || isReadByCall(place, behind);
}

function placeOf(text: string): Place {
  const whole = lineOf(text);
  let at = whole.length;
  while (at > 0 && !isDelimiter(whole.charCodeAt(at - 1))) at--;
  const line = whole.slice(0, at);
  let from = at;
  while (from > 0 && !isSeparator(line.charCodeAt(from - 1))) from--;
  return { line, start: whole.slice(at), words: line.slice(from).split(/[\s"',[\]{]+/) };
}

/** White space, quotes, and what ends a command. */
function isDelimiter(code: number): boolean {
  return code <= 0x20 || code === 0x22 || code === 0x27 || code === 0x60 || code === 0x3c || code === 0x3e || isSeparator(code);
}

/** `;`, `|`, `&` and an opening parenthesis. */
function isSeparator(code: number): boolean {
  return code === 0x3b || code === 0x7c || code === 0x26 || code === 0x28;
}

/** The name of the command, or -1: the first word that is none of those before a name. */
function commandOf(words: readonly string[]): number {
  return words.findIndex(word => !before.has(word) && !/^-|^\w+=/.test(word));
}

function isRedirected({ line }: Place, sign: '<' | '>'): boolean {
  const end = line.replace(/[ \t]{0,8}["'`\\]{0,4}$/, '').replace(/\|$/, '');
  if (!end.endsWith(sign)) return false;
  const head = end.replace(/[<>]{1,3}$/, '');
  // `=>`, `->`, a quote of Markdown, and the end of a tag look like it.
  if (/[=-]$/.test(head) || head.trim() === '' || (sign === '<' && end.endsWith('<<'))) return false;
  const tag = head.lastIndexOf('<');
  return sign === '<' || tag < 0 || !/^<\/?[a-z][a-z0-9]*(?: [^<>]*)?$/i.test(head.slice(tag));
}

function isWrittenByCommand({ words, start }: Place): boolean {
  // Verbs of their own wherever they stand; others might be words of a sentence.
  if (words.includes('tee') || words.some(word => cmdlets.has(word.toLowerCase()))) return true;
  if (start.startsWith('of=')) return words.includes('dd');
  const verb = words.findIndex(word => copies.has(word) || word === 'sed' || word === 'curl' || word === 'wget');
  if (verb < 0) return false;
  const rest = words.slice(verb + 1).filter(word => word !== '');
  if (words[verb] === 'sed') return rest.some(word => /^-[a-zA-Z]*i|^--in-place/.test(word));
  if (!copies.has(words[verb]!))
    return /^(?:-[a-zA-Z]*[oO]|--output(?:-document)?)$/.test(rest.at(-1) ?? '') || /^--output/.test(start);
  return rest.some(word => !word.startsWith('-'));
}

const writer =
  /(?:write|append|output|create|Write|Append|Create|copy|Copy|rename|Rename|symlink|Symlink|ofstream|FileWriter|FileOutputStream|OpenFile|file_put_contents|StreamWriter)(?:[A-Z_a-z0-9]{0,16}|[A-Za-z_]{0,12}::[a-z_]{1,12}|[ \t]\w{1,16})\(/;
const opener = /(?:open|Open|Path|join|expanduser)\(/;
const reader =
  /\b(?:open|fopen|file|filebase64|read|Open|createReadStream|file_get_contents|FileReader|FileInputStream|slurp|[rR]ead(?:File(?:Sync)?|_file|_to_string|AllText|AllBytes|AllLines|TextFile|er))\(/;
/** A mode of writing behind the path. */
const mode = /^[^;]{0,40}?(?:["'`]\)?,\s?(?:mode\s?=\s?)?["'](?:[rbt]{0,2}[wax]|r[bt]?\+)|O_(?:WRONLY|RDWR|APPEND|CREAT))/;
/** Calls on the path itself. */
const writesItself = /^[^;]{0,40}?\.(?:write_(?:text|bytes)\(|open\(["'][wa])/;
const readsItself = /^[^;]{0,40}?\.read_(?:text|bytes)\(/;

/** The statement that the path stands in, if there is a call in it. */
function statementOf({ line }: Place): string {
  return line.includes('(') ? line.slice(line.lastIndexOf(';') + 1) : '';
}

function isWrittenByCall(place: Place, behind: string): boolean {
  const statement = statementOf(place);
  if (statement === '') return false;
  return writer.test(statement) || writesItself.test(behind) || (opener.test(statement) && mode.test(behind));
}

function isReadByCall(place: Place, behind: string): boolean {
  const statement = statementOf(place);
  if (statement === '') return false;
  return reader.test(statement) ? !mode.test(behind) : readsItself.test(behind);
}

/** The key by which one logs in, the file that a program is told to use. */
function isUsed({ words, start }: Place): boolean {
  const last = words.findLast(word => word !== '') ?? '';
  return (
    /^-[iIf]$|^--?(?:identity|key|kubeconfig|config)|^IdentityFile$/.test(last) ||
    /^--?(?:identity|key|kubeconfig|config)/.test(start)
  );
}

function isReadByCommand({ words }: Place): boolean {
  const at = commandOf(words);
  const name = (words[at] ?? '').replace(/^.*\//, '').toLowerCase();
  if (readers.has(name)) return true;
  return copies.has(name) && words.slice(at + 1).every(word => word === '' || word.startsWith('-'));
}
