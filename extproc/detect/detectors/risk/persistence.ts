// What makes code run again later: jobs, services, what shells and sessions begin with, keys that let somebody in again.
// Files are found by their paths; what stands around them says whether they are written.
import { textOf } from '../define.ts';
import { command, type Form, gap, lineOf } from './line.ts';
import { isWritten } from './writing.ts';

const re = String.raw;
const separator = re`(?:/|\\{1,2}|["']\s?[,/]\s?["'])`;

const startup = re`["'/\\]\.(?:bashrc|bash_(?:profile|login|aliases|logout)|zshrc|zprofile|zshenv|zlogin|profile|xprofile|xinitrc|xsession)\b`;
const entry =
  re`\.ssh${separator}(?:authorized_keys2?|rc\b)|` +
  re`/etc/(?:cron(?:tab|\.[a-z]+)\b|systemd/(?:system|user)/|profile\b|rc\.local|rc[0-9]?\.d/|init\.d/|ld\.so\.preload|bash\.bashrc|zsh/|pam\.d/|` +
  re`udev/rules\.d|modules-load\.d|update-motd\.d|xdg/autostart|inittab)|` +
  re`/var/spool/cron|/lib/systemd/system/|\.config/(?:systemd/user|autostart|fish/(?:config\.fish|conf\.d))|Library/Launch(?:Agents|Daemons)|Programs\\{1,2}Startup`;

const behind = re`[^\r\n;]{0,40}`;

export const persistence: readonly Form[] = [
  { pattern: startup + behind, context: 160, accept: (value, before) => isWrittenStartup(textOf(before), textOf(value)) },
  {
    pattern: `(?:${entry})${behind}`,
    context: 160,
    accept: (value, before) => isWritten(textOf(before), textOf(value)),
  },
  re`\|[ \t]*(?:sudo[ \t]+)?crontab[ \t]+(?:-u[ \t]+\w+[ \t]+)?-`,
  re`${command('crontab')}(?:-u${gap}\w+${gap})?["']?(?:/tmp|/dev/shm|/var/tmp|\./)`,
  re`(?i:\bschtasks(?:\.exe)?[ \t]+/create|\bregister-scheduledtask\b[^\n]*?[ \t]-|\bnew-service\b[^\n]*?-binarypathname\b|\bsc(?:\.exe)?[ \t]+create[ \t]+[^\n]*?binpath)`,
  re`(?i:currentversion\\{1,2}(?:run(?:once)?\b|winlogon\\{0,2}[^\n]*?(?:userinit|shell)))`,
  re`(?i:\b(?:add-content|set-content|out-file)\b[^\n]*?\$profile\b|\b__eventfilter\b|\bcommandlineeventconsumer\b)`,
  re`${command('launchctl')}(?:load|bootstrap|submit)\b[^\n]*?/(?:tmp|Users|private)/|\blaunchctl${gap}(?:load|bootstrap)\b[^\n]*?~/`,
];

function isWrittenStartup(before: string, value: string): boolean {
  return isWritten(before, value) && !isUsualSetup(before);
}

const folders = re`(?:["']?\$(?:\{?(?:HOME|GOPATH|GOROOT|PYENV_ROOT|NVM_DIR|BUN_INSTALL|DENO_INSTALL|PNPM_HOME|JAVA_HOME|PATH|fish_user_paths)\}?)|~)?`;
const tools = re`(?:/(?:usr/local|opt|\.local|\.cargo|\.npm-global|\.pyenv|\.rbenv|\.deno|\.bun|\.yarn|\.poetry|go|bin|sbin|lib|shims|\.[\w-]+/bin)(?:/[\w.@+-]+)*)?`;
const pathEntry = `${folders}${tools}`;
/** What installation guides have people put there: folders of tools on the path, and what tools print to be evaluated. */
const setup = new RegExp(
  re`^[ \t$]*(?:echo|printf)[ \t]+(?:-[a-z]+[ \t]+)?["'](?:` +
    re`(?:export[ \t]+)?PATH=["']?(?:${pathEntry}:){1,8}${pathEntry}["']?|` +
    re`eval \\?"\$\([\w/.-]{2,32} (?:init|hook|env|shellenv|completion|activate)[\w \t-]{0,32}\)\\?"|` +
    re`autoload -U[\w -]{0,16}compinit(?:; compinit)?|` +
    re`(?:source|\.) <\([\w-]{2,32} completion (?:ba|z)sh\)|` +
    re`export (?:EDITOR|VISUAL|LANG|LC_ALL|GOPATH|GOROOT|JAVA_HOME|NVM_DIR|PYENV_ROOT|ANDROID_HOME|PNPM_HOME|DOCKER_HOST)=[\w"'./$:-]{0,64}` +
    re`)(?:\\n)?["'][ \t]*(?:>>|\|[ \t]*tee[ \t]+-a)`,
);

/** `before` is what stands before the path or the redirection. */
export function isUsualSetup(before: string): boolean {
  return setup.test(`${lineOf(before)} >>`);
}
