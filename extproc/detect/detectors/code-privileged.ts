// Writes to files that root, the boot, the login or another account's keys depend on.
import { anyOf, argument, gap, option, quote } from './code-line.ts';

const home = '(?:~[a-z_]{0,32}|\\$\\{?HOME\\}?|/root|/home/[^/\\s"\']{1,64}|/Users/[^/\\s"\']{1,64}|%USERPROFILE%)';

const path = anyOf(
  '/(?:private/)?etc/[A-Za-z.*$]',
  '/(?:usr/(?:local/)?)?s?bin/[A-Za-z.*$]',
  '/(?:usr/)?lib(?:64)?/(?:systemd|modules|security|udev|cron)',
  '/(?:boot|root|run/systemd|var/spool/cron|proc/sys|sys/kernel|sys/fs)/',
  '/dev/(?:sd[a-z]|nvme[0-9]|vd[a-z]|xvd[a-z]|mem\\b|kmem|disk/|mapper/)',
  '(?:/System)?/Library/Launch(?:Daemons|Agents)/',
  `${home}/\\.(?:ssh/|bash|zsh|profile|config/(?:systemd|autostart)|kube/config|aws/|gnupg/|netrc|gitconfig|pam_environment)`,
  '[^\\s"\'`|;&<>]*\\.ssh/(?:authorized_keys|rc\\b|config\\b|id_)',
  '[^\\s"\'`|;&<>]*authorized_keys2?\\b',
  '(?:[Cc]:|%(?:SystemRoot|WINDIR|windir)%|\\$env:(?:SystemRoot|windir))[\\\\/]{1,4}(?:[Ww]indows[\\\\/]{1,4})?(?:[Ss]ystem32|[Ss]ys[Ww][Oo][Ww]64|Tasks)',
);

const options = `(?:${option}${gap})*`;
const command = (names: string): string => `\\b(?:${names})${gap}`;

/** What stands before the path in a shell. */
const shellWrite = anyOf(
  '[ \\t][0-9&]?>{1,2}\\|?[ \\t]*',
  `${command('tee')}(?:${argument}${gap})*`,
  `${command('cp|ln|install|rsync|scp')}${options}(?:${argument}${gap})+`,
  `${command('cp|mv|install|ln')}(?:${argument}${gap})*(?:-t|--target-directory)(?:${gap}|=)`,
  `${command('mv|rm|rmdir|unlink|shred|truncate|touch|mkdir|chattr|setfacl')}(?:${argument}${gap})*`,
  `${command('chmod|chown|chgrp')}${options}${argument}${gap}`,
  `${command('sed|perl')}(?:${argument}${gap})*(?:-[a-zA-Z0-9]*i[^\\s]*|--in-place[^\\s]*)${gap}(?:${argument}${gap})*`,
  `${command('curl|wget')}(?:${argument}${gap})*(?:-[a-zA-Z]*[oO]|--output|--output-document)(?:${gap}|=)`,
  '\\bdd[ \\t][^\\n|;&]*\\bof=',
  `(?i:\\b(?:Set-Content|Add-Content|Out-File|Copy-Item|Move-Item|New-Item))${gap}(?:${argument}${gap})*`,
);

/** Calls whose first argument is the file that is written. */
const writingCall = `${anyOf(
  '\\b(?:write|append|outputFile|copy|rename)(?:File|_file)?(?:Sync)?',
  '\\b(?:createWriteStream|file_put_contents|WriteFile|FileWriter|FileOutputStream|WriteAll(?:Text|Bytes|Lines)|AppendAllText)',
  '\\b(?:fs::write|File::create|os\\.Create|File\\.(?:write|binwrite)|os\\.(?:chmod|chown|remove|unlink))',
)}\\(\\s{0,8}(?:Paths?\\.(?:get|of)\\(\\s{0,8})?`;

/** Calls whose second argument is. */
const copyingCall = `\\b(?:shutil\\.[a-z0-9_]+|os\\.(?:rename|replace|symlink|link)|(?:copyFile|rename|symlink|link|cp)(?:Sync)?)\\([^,()\\n]*,\\s{0,8}`;

const openedToWrite = `\\bf?open(?:Sync|File|_file)?\\(\\s{0,8}[rbfu]{0,2}${quote}${path}[^"'\\n\`]*${quote}\\s{0,8},\\s{0,8}(?:mode\\s{0,4}=\\s{0,4})?${anyOf(
  `${quote}(?:[rbt]{0,2}[wax]|r[bt]?\\+)`,
  '[^"\'\\n]*O_(?:WRONLY|RDWR|APPEND|CREAT)',
)}`;

const pathObject = `\\bPath\\(\\s{0,8}${quote}${path}[^"'\\n\`]*${quote}[^\\n;]*\\.(?:write_(?:text|bytes)|open\\(\\s{0,8}${quote}[wax]|chmod|unlink)`;

export const privilegedWrite = anyOf(
  `${shellWrite}(?:${quote})?${path}`,
  `${writingCall}${quote}${path}`,
  `${copyingCall}${quote}${path}`,
  openedToWrite,
  pathObject,
  // Without a space before it a redirection looks like the end of a tag: the path must then not be followed by another tag.
  `[A-Za-z0-9"')}]>{1,2}(?:${quote})?/(?:etc|usr|root|boot)/[A-Za-z0-9_./-]*[^A-Za-z0-9_./<-]`,
  // Set-uid, membership of root's groups, passwords, jobs, and the container runtime's socket, by whatever path.
  `${command('chmod')}${options}(?:[ugoa]*\\+[rwxX]*s|0?[4-7][0-7]{3})\\b`,
  `${command('usermod|gpasswd|adduser')}${options}(?:-a?G${gap})?(?:[a-z0-9_,-]*,)?(?:sudo|wheel|docker|root|admin)\\b`,
  '\\bchpasswd\\b[^\\n]',
  `\\|[ \\t]*(?:sudo[ \\t]+)?(?:crontab|visudo)[ \\t]+(?:-|${option})`,
  'docker\\.sock[^\\s"\']{0,16}:[^\\s"\']{0,64}docker\\.sock',
  `(?:path|source|src)["']?[ \\t]*[:=][ \\t]*["']?/(?:var/)?run/(?:docker|containerd/containerd|crio/crio)\\.sock`,
  `(?:-v|--volume)(?:${gap}|=)["']?/:/`,
  '(?i:\\breg(?:\\.exe)?[ \\t]+add[ \\t]+["\']?HK[^\\n]*CurrentVersion\\\\{1,2}Run)',
);
