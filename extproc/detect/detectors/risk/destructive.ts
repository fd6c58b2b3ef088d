// What can't be undone: disks, file systems, databases and whole environments that are removed. Folders of one's own (`rm -rf dist`,
// `/tmp/x`, caches) are let be, and so is what a tool asks about before it does it.
import { textOf } from '../define.ts';
import { command, type Form, gap, options, quote, stop, words } from './line.ts';

const re = String.raw;
const vital = re`/(?:\*|\.\*|(?:etc|usr|var|home|boot|bin|sbin|lib|root|opt|srv|dev|proc|sys|Users|System|Library|Windows)(?:/\*?)?)?`;
const disk = re`/dev/(?:[shv]d[a-z]|xvd[a-z]|nvme|disk|mapper/|mmcblk|md[0-9])`;
const recursive = re`(?:-[a-zA-Z]*[rR][a-zA-Z]*|--recursive)`;

export const destructiveCommand: readonly Form[] = [
  re`${command('rm')}${options}(?:--no-preserve-root|${recursive}${gap}${options}(?:[^\s|;&<>]+${gap})*?["']?(?:${vital}|(?:~|\$\{?HOME\}?["']?)(?:/\*?)?)${stop})`,
  re`${command('find')}["']?${vital}["']?${gap}${words}(?:-delete\b|-exec${gap}(?:sudo${gap})?rm\b)`,
  re`\b(?:mkfs(?:\.[a-z0-9]+)?|wipefs|shred|blkdiscard|sgdisk)${gap}${words}["']?${disk}`,
  re`\bdd${gap}${words}of=["']?${disk}|[ \t]>[ \t]*${disk}|[\w"')]>[ \t]?${disk}[\w/]*(?:[\s;&|"']|\z)`,
  re`:\(\)[ \t]?\{[ \t]?:[ \t]?\|[ \t]?:[ \t]?&[ \t]?\}|\bkill${gap}-(?:9|KILL)${gap}-1\b|${command('crontab')}(?:-u${gap}\w+${gap})?-r\b`,
  re`(?i:\b(?:format|format-volume|clear-disk)(?:\.com)?[ \t]+(?:-driveletter[ \t]+|-number[ \t]+)?[a-z0-9]:?[ \t]+(?:/q|/y|/fs|-)|\b(?:del|rd|rmdir|erase)[ \t]+(?:/[a-z][ \t]+)*/s[ \t]+(?:/[a-z][ \t]+)*["']?(?:[a-z]:|%systemroot%|%userprofile%|%systemdrive%)\\{0,2}(?:windows|users)?\\{0,2}(?:\*(?:\.\*)?)?["']?(?:[\s&|]|\z))`,
  re`(?i:\bremove-item\b[^\n|;]*?(?:[a-z]:\\{1,2}|\$env:(?:systemroot|userprofile|systemdrive)\\{0,2})(?:windows|users)?\\{0,2}\*?["']?(?:[\s;|]|\z))`,
  re`(?i:\bvssadmin(?:\.exe)?[ \t]+delete[ \t]+shadows|\bwbadmin[ \t]+delete|\bwmic[ \t]+shadowcopy[ \t]+delete|\bbcdedit(?:\.exe)?\b[^\n]*?(?:recoveryenabled[ \t]+no|ignoreallfailures)|\bdiskutil[ \t]+(?:erasedisk|zerodisk|partitiondisk))`,
  re`\b(?:rmtree|RemoveAll|rmSync|rmdirSync|rimraf(?:\.sync)?|remove_dir_all|emptyDirSync|removeSync|fs\.rm|rm_rf)\([ \t]*(?:["'\`](?:${vital}|~/?)["'\`]|os\.path\.expanduser\(["']~/?["']\)[ \t]*[,)]|Path\.home\(\)[ \t]*[,)]|(?:os\.)?homedir\(\)[ \t]*[,)])`,
  // Whole environments.
  re`\b(?:terraform|tofu|terragrunt)\b[^\n;|&]*?\bdestroy\b[^\n;|&]*?(?:-auto-approve|--terragrunt-non-interactive|-force)|\b(?:terraform|tofu)${gap}apply\b[^\n;|&]*?-destroy\b[^\n;|&]*?-auto-approve`,
  re`\b(?:pulumi${gap}destroy|cdk${gap}destroy)\b[^\n;|&]*?(?:--yes|-y\b|--force|-f\b)`,
  re`\bkubectl${gap}[^\n;|&]*?\bdelete${gap}(?:(?:ns|namespaces?)(?:${gap}|/)(?:["']?(?:prod|kube-system|default\b)|[^\n;|&]*?--(?:force|all)\b)|(?:all|pods?|deploy(?:ment)?s?|nodes?|pvc?|persistentvolume(?:claim)?s?|crds?|secrets?|svc|services?)\b[^\n;|&]*?[ \t]--all\b|nodes?${gap})`,
  re`\baws${gap}[^\n;|&]*?(?:s3${gap}rb\b[^\n;|&]*?--force|s3${gap}rm\b[^\n;|&]*?s3://[\w.-]+/?["']?[ \t][^\n;|&]*?--recursive|s3${gap}rm\b[^\n;|&]*?--recursive[^\n;|&]*?s3://[\w.-]+/?${stop}|delete-db-(?:instance|cluster)\b[^\n;|&]*?--skip-final-snapshot|delete-stack\b|schedule-key-deletion\b)`,
  re`\b(?:gcloud${gap}projects${gap}delete\b|gsutil${gap}[^\n;|&]*?\brm${gap}-[a-zA-Z]*r[a-zA-Z]*${gap}["']?gs://[\w.-]+/?(?:\*\*?)?${stop}|az${gap}group${gap}delete\b[^\n;|&]*?(?:--yes|-y\b))`,
  {
    pattern: re`\bgit${gap}push\b[^\n;|&]*?(?:[ \t](?:-f|--force)[ \t][^\n;|&]*?\b(?:main|master|production)\b|[ \t]\+?(?:main|master|production)[ \t]+(?:-f|--force)\b)`,
    accept: () => 0.5,
  },
];

/** Databases that somebody made in order to remove them. */
const passing = /(?:\b|_)(?:tests?|testing|tmp|temp|dev|demo|example|sample|scratch|ci|mydb|mydatabase|foo|old)(?:\b|_)/i;

export const destructiveSql: readonly Form[] = [
  {
    pattern: re`(?i:\bdrop[ \t]+(?:database|schema)[ \t]+(?:if[ \t]+exists[ \t]+)?)${quote}?[A-Za-z_][\w.-]*[^\r\n;]{0,12}`,
    context: 64,
    accept: (value, before) => !/exists/i.test(textOf(value)) && !passing.test(textOf(value)) && isStatement(before),
  },
  re`\b(?:mysqladmin\b[^\n;|&]*?\bdrop\b|dropdb${gap}(?:-[^\s]+${gap})*?["']?prod|redis-cli\b[^\n;|&]*?(?i:flushall|flushdb)\b)`,
];

/** A statement begins a line, or a string that a client is given; a sentence has words before it. */
function isStatement(before: Uint8Array): boolean {
  return /(?:^|[\r\n;"'(]|-- |\\n)[ \t]*$/.test(textOf(before));
}
