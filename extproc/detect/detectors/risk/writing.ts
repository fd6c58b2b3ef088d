// Says from what stands around a path whether the file is written or read there. Looks at one line, at most as much of it as a
// detector's context has. Its expressions go over the text a bounded number of times: none repeats what another repeat may take.
import { lineOf } from './line.ts';

/** The rest of the path's own word. */
const start = '["\'`]?[^\\s"\'`;|&<>]*$';

const redirected = new RegExp(`[^\\s<>=-][^\\n]*[^<=-]>{1,2}\\|?[ \\t]*${start}|[\\w"')]>{1,2}${start}`);
const tag = /<\/?[a-z][^<>]*>{1,2}[^<>]*$/i;
const byCommand = [
  /\btee\b[^;|&<>]*$/,
  /\bsed\b[^;&<>]*[ \t](?:-[a-zA-Z]*i|--in-place)[^&<>]*$/,
  /\b(?:cp|mv|ln|install|rsync|scp)["']?,?[ \t]+["']?(?:-[^\s;|&]*[ \t]+)*[^\s;|&-][^\s;|&]*[ \t]+(?:[^\s;|&]+[ \t]+)*[^\s;|&]*$/,
  /\b(?:curl|wget)\b[^;|&]*[ \t](?:-[a-zA-Z]*[oO]|--output(?:-document)?)[ \t=]*[^\s;|&]*$/,
  /\b(?:set-content|add-content|out-file|copy-item|move-item|new-item)\b[^;|&]*$/i,
  /\bof=[^\s;|&]*$/,
];
const byCall =
  /(?:\b|_)(?:write|append|output|create|Write|Append|Create|copy|Copy|rename|Rename|symlink|Symlink|ofstream|FileWriter|FileOutputStream|OpenFile|file_put_contents|StreamWriter)\w*(?:::\w+)?\([^;]*$/;
/** A call on the path itself. */
const writesItself = /^[^;]{0,40}?\.(?:write_(?:text|bytes)\(|open\(["'][wa])/;
const opened = /\b(?:open|Open|fopen|Path|join|expanduser)\w*\([^;]*$/;
/** A mode of writing behind the path, or a call that writes to it. */
const mode = /^[^;]{0,40}?(?:["'`]\)?,\s?(?:mode\s?=\s?)?["'](?:[rbt]{0,2}[wax]|r[bt]?\+)|O_(?:WRONLY|RDWR|APPEND|CREAT))/;

/** `behind` is what follows the path's beginning. */
export function isWritten(before: string, behind: string): boolean {
  const line = lineOf(before);
  if (redirected.test(line)) return !tag.test(line);
  return (
    byCommand.some(form => form.test(line)) ||
    byCall.test(line) ||
    writesItself.test(behind) ||
    (opened.test(line) && mode.test(behind))
  );
}

const reader =
  /(?:^|[;|&("'<{[])[ \t$#]*(?:(?:RUN|CMD|sudo(?:[ \t]-\w+)*|run:|command:|-)[ \t]+)*(?:cat|tac|less|head|tail|strings|base64|xxd|od|hexdump|e?grep|awk|sed|cut|tar|zip|7z|gzip|openssl|gpg|nc|sqlite3|gc|get-content|type|unshadow)(?:\.exe)?["']?,?[ \t][^;|&]*$/i;
const copier =
  /(?:^|[;|&("'])[ \t$#]*(?:sudo[ \t]+)?(?:cp|scp|rsync|copy|copy-item)["']?,?[ \t]+(?:-[a-zA-Z]+[ \t]+)*["']?[^\s]*$/i;
const readByCall =
  /\b(?:open|fopen|file(?:base64)?|read\w*|Read\w*|createReadStream|file_get_contents|FileReader|FileInputStream|slurp|Open)\([^;]*$/;
const read = /^[^;]{0,40}?\.read_(?:text|bytes)\(/;
/** The key by which one logs in, the file that a program is told to use. */
const used = /(?:[ \t]-[iIf]|--(?:identity|key|kubeconfig|config)[\w-]*|IdentityFile)[ \t=]+["']?[^\s"']*$/;

export function isRead(before: string, behind: string): boolean {
  const line = lineOf(before);
  if (used.test(line)) return false;
  if (reader.test(line) || copier.test(line) || /<[ \t]*["']?[~$/][^\s]*$/.test(line)) return true;
  return readByCall.test(line) ? !mode.test(behind) : read.test(behind);
}
