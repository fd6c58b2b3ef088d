// Private files that are put into a bucket or onto another machine. What was built goes there every day: only what holds people's or a
// machine's own things counts (homes, `/etc`, keys, `.env`), and places whose names nobody gives to one of his own.
import { type Form, gap, words } from './line.ts';

const re = String.raw;

/** Folders and files that hold what belongs to people and machines, not to a build. */
const own =
  re`(?:(?:~|\$\{?HOME\}?|/(?:home|Users)/[^\s/"']+)(?:/(?:Documents|Desktop|Downloads|Pictures|\.[\w-]+)[^\s"']*|/?\*?)|/(?:etc|root|home|Users)\b[^\s"']*|/var/(?:lib|log|mail|backups|run/secrets)[^\s"']*|/proc/[^\s"']*|` +
  re`[^\s"'|;&]*(?:\.env\b|id_rsa|\.pem\b|\.kdbx|\.pfx|shadow|credential|secret|passw|wallet|\.ssh|\.aws|\.kube|customer|private[-_]?key|tfstate)[^\s"'|;&]*)`;
const bucket = re`["']?(?:s3|gs|gcs|az|b2|swift|oss)://[\w$]`;
const elsewhere = re`["']?(?:[\w.$\{\}-]+@)?[\w.$\{\}\[\]-]+:`;
/** Names that nobody gives to a place of his own. */
const hostile = '(?:attacker|evil|exfil|stolen|loot|malicious|hacker|pwn)';

export const cloudUpload: readonly Form[] = [
  re`\b(?:aws${gap}(?:--[\w-]+(?:[ =][\w./:-]+)?${gap})*?s3|gsutil|gcloud${gap}storage|s3cmd|s5cmd|mc|azcopy|rclone)${gap}${words}(?:cp|mv|sync|rsync|put|copy|copyto|move|mirror|pipe)${gap}${words}["']?${own}["']?${gap}${words}(?:${bucket}|["']?https://[\w-]+\.(?:blob|file)\.core|["']?[\w-]+:[\w/$*"']|[a-z][\w-]*/[\w-])`,
  re`\b(?:aws${gap}s3|gsutil|gcloud${gap}storage|rclone|s3cmd|azcopy)${gap}[^\n;|&]*?(?i:(?:://|:|\.)?[\w-]*${hostile})[\w-]*`,
  re`\b(?:tar|zip|mysqldump|pg_dump(?:all)?|cat|gzip)${gap}[^\n;&|]*?${own}[^\n;&|]*?\|[ \t]*(?:(?:aws${gap}s3|gsutil|s3cmd|rclone)\b[^\n;|&]*?(?:cp|put|rcat)${gap}|ssh${gap}[^\n;|&]*?(?:cat|tar|dd)\b)`,
  re`\baz${gap}storage${gap}(?:blob|file)${gap}upload(?:-batch)?\b[^\n;|&]*?(?:--file|-f|--source|-s)[ \t=]["']?${own}`,
  re`\b(?:scp|rsync)${gap}(?:-[^\s|;&<>]*(?:[iFoePS]${gap}[^\s|;&<>]+|[^\siFoePS|;&<>])${gap})*?["']?${own}["']?${gap}${words}${elsewhere}`,
  re`\b(?:upload_file|upload_fileobj|fput_object|upload_from_filename|put_file|uploadFile|FPutObject)\([ \t]*(?:[\w"'-]+,[ \t]*){0,3}(?:[a-zA-Z_]+[ \t]?=[ \t]?)?(?:os\.path\.expanduser\()?["']${own}["']`,
  re`\b(?:put_object|PutObjectCommand|putObject|PutObject)\([^\n;]*?(?:open\(|readFileSync\(|createReadStream\(|os\.Open\()[ \t]*["']${own}["']`,
];
