// Lines that send what they read here to somewhere else: files, the environment, what commands print, long literals. Where to is not
// judged here; the host program reads the line's destinations, and policies decide on them.
import { anyOf, gap, quote, rest } from './code-line.ts';

/** The output of a command, in a string of a shell. */
const substitution = '(?:\\$\\(|`[a-z/])';
/** Commands whose output tells what is in this place; `$(uname -m)` and versions stand in many harmless addresses. */
const telling =
  '(?:cat|env|printenv|set|base64|tar|head|tail|xxd|gzip|zip|history|ls|find|grep|awk|sed|jq|id|whoami|ps|ifconfig|ip)\\b';
const secretVariable = '\\$\\{?[A-Za-z_]*(?i:key|token|secret|passw|cred)[A-Za-z_]*';
const longLiteral = '[^\\s"\'&]{200}';

const curlData = '[ \\t](?:-d|--data(?:-binary|-raw|-ascii|-urlencode)?|-F|--form(?:-string)?|--json)[ \\t=]{0,4}';
const curl = anyOf(
  `${curlData}(?:${quote})?(?:[A-Za-z0-9_.-]{0,64}=?[@<][A-Za-z0-9_./~$*-]|[^"'\\n]*(?:${substitution}|${secretVariable})|[^"'\\n]*${longLiteral})`,
  `${curlData}${quote}[^\\n]*(?:${substitution}|${secretVariable})[^\\n]{0,64}${quote}`,
  `[ \\t](?:-T|--upload-file)[ \\t=]{0,4}[^\\s]`,
  `https?://[^\\s]*\\$\\(\\s?${telling}`,
  `https?://[^\\s]*[?&][A-Za-z0-9_.-]{1,32}=\\$?${substitution}`,
);
const wget = anyOf(
  '--(?:post|body)-file[= \\t]',
  `--(?:post|body)-data[= \\t](?:${quote})?[^\\n]*(?:${substitution}|${secretVariable}|${longLiteral})`,
);

/** Files, the whole environment (one variable of it is how programs log in), output of commands. */
const pythonSource =
  '(?:\\bopen\\(|\\bread_(?:text|bytes)\\(|\\bos\\.environ(?:[^\\[.A-Za-z_]|\\.(?:copy|items))|subprocess\\.|check_output\\(|\\bpopen\\(|b(?:64|85)encode\\()';
const scriptSource =
  '(?:readFile(?:Sync)?\\(|createReadStream\\(|execSync\\(|process\\.env\\b[^.\\[]|document\\.cookie|JSON\\.stringify\\((?:localStorage|sessionStorage)|Bun\\.file\\(|Deno\\.readTextFile)';

/** Addresses that services hand out to look at whatever is sent there. */
const catcher = anyOf(
  '\\bwebhook\\.site/(?:#!/)?[0-9a-f]{8}-',
  '\\.(?:m\\.pipedream\\.net|oastify\\.com|burpcollaborator\\.net|oast\\.(?:pro|live|site|online|fun|me)|interact\\.sh|requestcatcher\\.com|requestbin\\.(?:com|net)|free\\.beeceptor\\.com|dnslog\\.cn|ceye\\.io)\\b',
);

export const dataSent = anyOf(
  `\\bcurl\\b${rest}${curl}`,
  `\\bwget\\b${rest}${wget}`,
  `\\b(?:requests|httpx|aiohttp|session|client|http|urllib3)\\.(?:post|put|patch|request)\\(${rest}${pythonSource}`,
  `\\b(?:urlopen|urllib\\.request\\.Request)\\(${rest}${pythonSource}`,
  `\\b(?:fetch|axios(?:\\.[a-z]{3,7})?|got(?:\\.[a-z]{3,5})?|needle|sendBeacon|https?\\.request)\\(${rest}${scriptSource}`,
  `\\.src\\s?=${rest}document\\.cookie`,
  `(?i:\\b(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm))\\b${rest}(?i:[ \\t]-InFile\\b|-Body\\b[^\\n]*(?:Get-Content|\\bgc[ \\t]|Get-ChildItem|\\[Convert\\]|\\$env:|Out-String))`,
  '(?i:\\.Upload(?:File|String|Data)(?:Async)?\\()',
  `\\bhttp\\.(?:Post|NewRequest)\\(${rest}os\\.(?:Open|ReadFile|Environ)\\(`,
  // Without HTTP: files into netcat, output as a name to look up.
  `\\b(?:cat|tar|env|printenv|base64|gzip|zip|mysqldump|pg_dump)\\b[^\\n;]*\\|[ \\t]*(?:nc|ncat|netcat)[ \\t]`,
  `\\b(?:nc|ncat|netcat)${gap}[^\\n;|&]*<[ \\t]*["']?[A-Za-z0-9_./~$]`,
  `\\b(?:dig|nslookup|host|ping)[ \\t][^\\n]*(?:\\$\\(|\`)[^\\n]*(?:\\)|\`)["']?\\.[A-Za-z0-9]`,
  catcher,
);
