// Writes to files that root, the boot, the login or another account's keys depend on. Reading them is let be, and so are paths below
// a folder of one's own (`./etc/`, `$DESTDIR/etc/`).

import { textOf } from '../define.ts';
import { command, type Form, gap, options, quote, quotedWords, words } from './line.ts';
import { isUsualSetup } from './persistence.ts';

/** Where installation guides have everybody put programs. */
const local = '/usr/local/s?bin\\b';
const system =
  '/(?:private/)?etc\\b|/(?:usr/)?s?bin\\b|/(?:usr/)?lib(?:64)?/(?:systemd|modules|security|udev)|' +
  '/(?:boot|root|run/systemd|var/spool/cron|proc/sys|sys)/|/dev/(?:[sv]d[a-z]|xvd|nvme|k?mem\\b|disk/|mapper/)|(?:/System)?/Library/Launch';
const home =
  '(?:~\\w*|\\$\\{?HOME\\}?["\']?|/root|/(?:home|Users)/[\\w.-]+)/\\.(?:ssh/|bash|zsh|profile|config/(?:systemd|autostart)|kube/|aws/|gnupg/|netrc|gitconfig)|' +
  '[\\w./~{}$-]*\\.ssh/(?:authorized|config|rc\\b|id_)';
const windows = '(?:[Cc]:|%\\w+%|\\$env:\\w+)[\\\\/]{1,4}(?:[Ww]indows[\\\\/]{1,4})?[Ss](?:ystem32|ysWOW64)';
const path = `(?:${system}|${home}|${windows})`;
const anyPath = `(?:${local}|${system}|${home}|${windows})`;
const quoted = `\\s{0,8}(?:\\w{1,16}\\s?=\\s?)?[rbfu]{0,2}${quote}${anyPath}`;
const bare = `(?:${quote})?${path}`;

/** What stands before the path in a shell. */
const commands: readonly string[] = [
  `${command('tee')}${words}`,
  // The second path and those behind it: the first is where it is read from.
  `${command('cp', 'ln', 'rsync', 'scp')}${options}[^\\s|;&<>-][^\\s|;&<>]*${gap}${words}`,
  `${command('cp', 'mv', 'install', 'ln')}${words}(?:-t|--target-directory)(?:${gap}|=)`,
  `${command('mv', 'rm', 'chattr', 'setfacl')}${words}`,
  // These are words of prose too: options, and one more word at most.
  `${command('install', 'touch', 'unlink', 'shred', 'truncate')}(?:-[^\\s|;&<>]+${gap}(?:[0-9][^\\s|;&<>]*${gap}|(?:root|wheel)${gap})?)*?(?:[^\\s|;&<>-][^\\s|;&<>]*${gap})?`,
  `${command('chown', 'chgrp')}${words}`,
  // Others may write then; owners who keep others out are let be.
  `${command('chmod')}${options}(?:[0-7]?[0-7]?(?:[2367][0-7]|[0-7][2367])|[ugoa]*\\+[rx]*w[rwx]*|[ugoa]*=[rx]*w[rwx]*)${gap}`,
  `${command('sed', 'perl')}${words}(?:-[a-zA-Z0-9]*i[^\\s]*|--in-place[^\\s]*)${gap}${quotedWords}`,
  `${command('curl', 'wget')}${words}(?:-[a-zA-Z]*[oO]|--output|--output-document)(?:${gap}|=)`,
  `${command('dd')}${words}of=`,
  `${command('tar')}${words}(?:-C|--directory)(?:${gap}|=)`,
  `${command('unzip')}${words}-d${gap}`,
  `(?i:\\b(?:set-content|add-content|out-file|copy-item|move-item|new-item))${gap}${words}`,
];

/** Calls whose first argument is the file that is written. */
const calls: readonly string[] = [
  '\\b(?:write|append|output)_?[Ff]ile(?:Sync)?\\(',
  '\\b(?:createWriteStream|writeTextFile|Bun\\.write|StreamWriter)\\(',
  '\\bofstream(?:[ \\t]+\\w{1,32})?\\(',
  '\\bfile_put_contents\\(',
  '\\b(?:WriteFile|WriteAll(?:Text|Bytes|Lines)|AppendAllText)\\(',
  '\\bFile(?:Writer|OutputStream)\\(',
  '\\bFiles\\.(?:write|writeString|copy)\\(\\s{0,4}Paths?\\.(?:get|of)\\(',
  '\\b(?:fs::write|File::create|File\\.(?:bin)?write)\\(',
  '\\bos\\.(?:Create|WriteFile|chmod|chown|remove|unlink|Chmod|Chown|Remove)\\(',
  // Calls whose second argument it is.
  '\\bshutil\\.[a-z0-9_]+\\([^,()\\n]+,',
  '\\bos\\.(?:rename|replace|symlink|link|Rename|Symlink)\\([^,()\\n]+,',
  '\\b(?:copyFile|rename|symlink)(?:Sync)?\\([^,()\\n]+,',
];

/** Commands as lists of arguments. */
const item = '["\'][^"\'\\n]*["\']\\s{0,4},\\s{0,4}';
const lists: readonly string[] = [
  `["'](?:tee|mv|rm|chmod|chown|touch|mkdir)["']\\s{0,4},\\s{0,4}(?:${item})*?["']`,
  `["'](?:cp|ln|install|rsync)["']\\s{0,4},\\s{0,4}(?:["']-[^"'\\n]*["']\\s{0,4},\\s{0,4})*?(?:["'][^"'\\n-][^"'\\n]*["']\\s{0,4},\\s{0,4})(?:${item})*?["']`,
];

const opened = `\\bf?open(?:Sync|File)?\\(${quoted}[^"'\\n\`]*${quote}\\s{0,8},\\s{0,8}(?:mode\\s{0,4}=\\s{0,4})?`;

export const privilegedWrite: readonly Form[] = [
  // What installation guides append to the files that a shell begins with is let be.
  {
    pattern: `[ \\t][0-9&]?>{1,2}\\|?[ \\t]*(?:${quote})?${anyPath}[\\w./-]{0,24}`,
    context: 160,
    accept: (value, before) => !isUsual(textOf(value), textOf(before)),
  },
  ...commands.map(before => ({ pattern: before + bare, context: 1, accept: isNoOption })),
  {
    pattern: `(?:${commands.join('|')})(?:${quote})?${local}`,
    context: 1,
    accept: (value, before) => isNoOption(value, before) && installedConfidence,
  },
  ...calls.map(before => before + quoted),
  ...lists.map(before => before + anyPath),
  `${opened}${quote}(?:[rbt]{0,2}[wax]|r[bt]?\\+)`,
  `\\b[Oo]pen(?:Sync|File)?\\(${quoted}[^\\n]*?O_(?:WRONLY|RDWR|APPEND|CREAT)`,
  `\\bPath\\(${quoted}[^\\n]*?\\)\\.(?:write_(?:text|bytes)\\(|open\\(\\s{0,8}${quote}[wax]|chmod\\(|unlink\\()`,
  // Without a space before it a redirection looks like the end of a tag: the path must not run into another tag.
  `[A-Za-z0-9"')}]>{1,2}(?:${quote})?/(?:etc|usr/s?bin|root|boot)/[\\w./-]*?[\\s;&|)"'\`]`,
  // A privileged folder is gone to, and something written there.
  `${command('cd')}["']?/(?:etc|usr/s?bin|root|boot)\\b[^\\n]*?[ \\t;&]>{1,2}[ \\t]*[\\w."'$]`,
];

/** Below what the shipped policy holds. */
const installedConfidence = 0.5;

/** `docker run --rm x /bin/sh`. */
function isNoOption(_value: Uint8Array, before: Uint8Array): boolean {
  return before.at(-1) !== 0x2d;
}

function isUsual(value: string, before: string): boolean {
  if (value.includes('/etc/bash_completion.d')) return before.includes('completion');
  return value.includes('/.') && isUsualSetup(before);
}
