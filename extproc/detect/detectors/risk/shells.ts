// Shells that are handed to somebody at the other end of a connection, in the forms that the collections of such one-liners have.
import { type Form, gap, quote, rest, shell } from './line.ts';

const netcat = '(?:nc|ncat|netcat|nc\\.traditional|nc\\.openbsd)\\b';
const windowsShell = '(?:cmd|powershell|pwsh)(?:\\.exe)?\\b';
const link = `(?:${netcat}|telnet\\b|socat\\b|openssl\\b)`;

export const reverseShell: readonly Form[] = [
  // bash: an interactive shell, or descriptors, tied to its network device. A bare test of a port does neither.
  `\\b(?:ba|da|z|k|c|tc)?sh${gap}-[a-z]*i\\b${rest}/dev/(?:tcp|udp)/`,
  '>&[ \\t]*["\']?/dev/(?:tcp|udp)/',
  '[0-9]<>[ \\t]*["\']?/dev/(?:tcp|udp)/',
  // netcat and its kin that start a program, or are fed by a shell.
  `\\b${netcat}(?:\\.exe)?${gap}(?:${rest}[ \\t"'])??(?:-[a-zA-Z]*[ec]|--exec|--sh-exec)(?:${gap}|=)(?:${quote})?(?:${shell}|${windowsShell})`,
  `\\bsocat${gap}${rest}(?i:exec|system):`,
  `\\|[ \\t]*${shell}[^\\n|]*?\\|[ \\t]*${link}`,
  `\\bmk(?:fifo|nod)${gap}${rest}\\|[ \\t]*${link}`,
  // Scripting languages: a socket becomes standard input and output.
  '\\bdup2\\(\\s{0,4}[A-Za-z_][\\w.]*\\.fileno\\(\\)\\s{0,4},\\s{0,4}[012]',
  `\\bpty\\.spawn\\(\\s{0,4}\\[?(?:${quote})?${shell}`,
  '\\bopen\\s?\\(?\\s?STD(?:IN|OUT|ERR)\\s?,\\s{0,4}["\'][<>+]{1,2}&',
  `\\bTCPSocket\\.(?:new|open)\\(${rest}(?:\\bexec\\b|popen|\\bspawn\\b|\\bsh\\b|%x)`,
  `\\bfsockopen\\(${rest}(?:exec|system|passthru|popen|proc_open)\\s?\\(`,
  '\\.pipe\\(\\s{0,4}(?:sh|shell|bash|cp|proc|child|cmd)\\w{0,12}\\.stdin\\b',
  String.raw`\.Std(?:in|out|err)[ \t]?=[ \t]?(?:conn|sock(?:et)?)\b`,
  String.raw`\bstd(?:in|out|err)[ \t]?=[ \t]?(?:s|so?ck|socket|client|conn)(?:\.fileno\(\)|\.makefile\()`,
  `\\b(?:ProcessBuilder|getRuntime\\(\\)\\.exec)\\([^\\n]*?new Socket\\(`,
  `\\bnet\\.Dial\\(${rest}exec\\.Command\\(`,
  '/inet/(?:tcp|udp)/[0-9]',
  // A program that tests ports is given them; this one has both written into it.
  {
    pattern: `(?i:new-object[ \\t]+(?:system\\.)?net\\.sockets\\.tcpclient)[ \\t]?\\(?[ \\t]?["'][0-9.]{7,15}["'],[ \\t]?[0-9]{2,5}\\)`,
    accept: () => 0.7,
  },
  `(?i:Net\\.Sockets\\.TCPClient)${rest}(?i:GetStream|\\biex\\b|Invoke-Expression)`,
];
