// What gives an account, or whoever runs a program, the powers of root: rules for sudo, membership of its groups, set-uid.
import { textOf } from '../define.ts';
import { command, type Form, gap, options, words } from './line.ts';
import { isWritten } from './writing.ts';

const re = String.raw;
const groups = re`(?:[a-z0-9_,-]*,)?(?:sudo|wheel|admin|root)\b`;

/** A member of this group is root as well, and guides to Docker have everybody join it. */
const dockerConfidence = 0.5;

export const sudoersChange: readonly Form[] = [
  {
    pattern: re`/etc/sudoers\b[^\r\n;]{0,24}`,
    context: 160,
    accept: (value, before) => isWritten(textOf(before), textOf(value)),
  },
  re`ALL[ \t]?=[ \t]?\((?:ALL|root)(?:[ \t]?:[ \t]?(?:ALL|root))?\)[ \t]*NOPASSWD:`,
  re`${command('usermod', 'gpasswd')}${words}${groups}`,
  { pattern: re`${command('usermod', 'gpasswd')}${words}docker\b`, accept: () => dockerConfidence },
  re`${command('useradd', 'usermod')}${words}(?:-[a-zA-Z]*u|--uid)[ =]0\b`,
  re`${command('adduser', 'addgroup')}${options}[a-z_$"'{][^\s|;&<>-]*${gap}${groups}`,
  re`\|[ \t]*(?:sudo[ \t]+)?chpasswd\b`,
  re`(?i:\bnet1?(?:\.exe)?[ \t]+localgroup[ \t]+["']?administrators["']?[^\n]*?/add\b|\badd-localgroupmember\b[^\n]*?administrators\b)`,
  re`\bdseditgroup${gap}[^\n]*?-a${gap}[^\n]*?\badmin\b|EDITOR=["'](?:tee|cp|sed)[^\n]*?\bvisudo\b`,
];

export const setuid: readonly Form[] = [
  re`${command('chmod')}${options}(?:(?:[ugoa]*u[ugoa]*|[oa]*)\+[rwxX]*s|0?[4-7][0-7]{3})\b`,
  re`${command('install')}${options}(?:-[a-zA-Z]*m|--mode)[ \t=]*0?[4-7][0-7]{3}\b`,
  re`\b(?:chmod(?:Sync)?|Chmod)\([^,()\n]+,[ \t]*(?:mode[ \t]?=[ \t]?)?(?:0o?[4-7][0-7]{3}\b|[^\n;)]*?S_ISUID|[^\n;)]*?ModeSetuid)`,
  re`\bmode["']?[ \t]?[:=][ \t]?["']?(?:0o?)?4[0-7]{3}\b`,
  re`${command('setcap')}[^\s]*cap_[a-z_,]+[+=]`,
  re`\bsetres?uid\([ \t]*0[ \t]*[,)]|\b(?:os|syscall|process|unix)\.[sS]et(?:e|re)?uid\([ \t]*0\b`,
];
