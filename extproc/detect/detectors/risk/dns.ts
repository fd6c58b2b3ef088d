// Data in names that are looked up: output of commands and encoded pieces as the first part of a name, whose rest is the same each time.
import { textOf } from '../define.ts';
import type { Form } from './line.ts';

const re = String.raw;
const lookUp = re`(?:gethostbyname(?:_ex)?|getaddrinfo|resolver\.(?:resolve|query)|dns\.(?:promises\.)?(?:lookup|resolve\w*)|Lookup(?:Host|IP|TXT|Addr|CNAME)|GetHost(?:Entry|Addresses|ByName))`;
/** A name that is put together, up to the part that is the same each time. */
const builtName =
  re`(?:f["'][^"'\n]*?\{[^}\n]*\}|${'`'}[^${'`'}\n]*?\$\{[^}\n]*\}|["'][^"'\n]*?%s|["']\{\}|[^,()\n"'${'`'}]{1,64}(?:\([^()\n]{0,64}\)){0,2}(?:\.\w+\(\)){0,2}[ \t]*\+[ \t]*f?["']|\$\(?[^\n]{1,64}?\+[ \t]*["'])` +
  re`\.[A-Za-z0-9.-]{1,64}`;

export const dnsExfiltration: readonly Form[] = [
  '\\b(?:(?:dig|nslookup|ping|drill)[ \\t][^\\n]*?|host[ \\t]+(?:-[^ \\t\\n]+[ \\t]+)*?["\']?)(?:\\$\\(|`)[^\\n]*?(?:\\)|`)["\']?\\.[A-Za-z0-9]',
  re`\bwhile[ \t]+(?:IFS=[^ \t\n]*[ \t]+)?read\b[^\n]*?\b(?:dig|nslookup|host|ping)\b[^\n;]*?\$\{?\w+\}?["']?\.[A-Za-z0-9$]`,
  re`\bfor[ \t]+\w+[ \t]+in\b[^\n]*?\b(?:xxd|base64|base32|od|hexdump|cat)\b[^\n]*?\b(?:dig|nslookup|host|ping)[ \t][^\n;]*?\$`,
  {
    pattern: re`\b(?:dig|nslookup|host|drill)[ \t][^\n;|&]*?\$\{?(?i:\w*(?:data|enc|hex|b64|chunk|payload|secret|exfil|encoded|part|line)\w*)\}?["']?\.[A-Za-z0-9$]`,
    accept: () => 0.6,
  },
  { pattern: re`\b${lookUp}\([ \t]*(?:(?:fmt\.Sprintf|"|ctx)[(,][ \t]*)?${builtName}`, accept: isForeignName },
  { pattern: re`(?i:\bresolve-dnsname)\b[^\n]*?(?:\$\([^\n]*?\)|\$\{?\w+\}?)["']?\.[A-Za-z0-9.-]{1,64}`, accept: isForeignName },
  re`\bdnscat2?(?:\.\w+)?[ \t]+--|\biodine[ \t]+-[a-zA-Z]`,
];

function isForeignName(value: Uint8Array): boolean {
  return !/\.(?:local|svc|internal|cluster|consul|lan|test|localhost|home)\b[\w.-]*$/.test(textOf(value));
}
