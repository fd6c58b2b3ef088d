// Lines that send what they read here to somewhere else: files, the environment, what commands print, long literals. Where to is not
// judged here; the host program reads the line's destinations, and policies decide on them.
import { gap, quote, rest } from './line.ts';

/** The output of a command, in a string of a shell. */
const output = '(?:\\$\\(|`[a-z/])';
/** Commands whose output tells what is in this place; `$(uname -m)` and versions stand in many harmless addresses. */
const telling =
  '(?:cat|env|printenv|set|base64|tar|head|tail|xxd|gzip|zip|history|ls|find|grep|awk|sed|jq|id|whoami|ps|ifconfig|ip)\\b';
const secretVariable = '\\$\\{?\\w*(?i:key|token|secret|passw|cred)\\w*';
const longLiteral = '[^\\s"\'&]{200}';

const curlData = '[ \\t](?:-d|--data(?:-binary|-raw|-ascii|-urlencode)?|-F|--form(?:-string)?|--json)[ \\t=]{0,4}';

/** Files, the whole environment (one variable of it is how programs log in), output of commands. */
const pythonSource =
  '(?:\\bopen\\(|\\bread_(?:text|bytes)\\(|\\bos\\.environ(?:[^\\[.\\w]|\\.(?:copy|items))|subprocess\\.|check_output\\(|\\bpopen\\(|b(?:64|85)encode\\()';
const scriptSource =
  '(?:readFile(?:Sync)?\\(|createReadStream\\(|execSync\\(|process\\.env\\b[^.\\[]|document\\.cookie|JSON\\.stringify\\((?:local|session)Storage|Bun\\.file\\(|Deno\\.readTextFile)';
const powershellSource = '(?:Get-Content|\\bgc[ \\t]|Get-ChildItem|\\[Convert\\]|\\$env:|Out-String)';

export const dataSent: readonly string[] = [
  `\\bcurl\\b${rest}${curlData}(?:${quote})?[\\w.-]{0,64}=?[@<][\\w./~$*-]`,
  `\\bcurl\\b${rest}${curlData}[^\\n]*?(?:${output}|${secretVariable}|${longLiteral})`,
  `\\bcurl\\b${rest}[ \\t](?:-T|--upload-file)[ \\t=]{0,4}(?:${quote})?[\\w./~$*-]`,
  `\\b(?:curl|wget)\\b${rest}https?://[^\\s]*\\$\\(\\s?${telling}`,
  `\\b(?:curl|wget)\\b${rest}https?://[^\\s]*[?&][\\w.-]{1,32}=${output}`,
  `\\bwget\\b${rest}--(?:post|body)-file[= \\t]`,
  `\\bwget\\b${rest}--(?:post|body)-data[= \\t][^\\n]*?(?:${output}|${secretVariable}|${longLiteral})`,
  `\\b(?:requests|httpx|aiohttp|session|client|http|urllib3)\\.(?:post|put|patch|request)\\(${rest}${pythonSource}`,
  `\\b(?:urlopen|urllib\\.request\\.Request)\\(${rest}${pythonSource}`,
  `\\b(?:fetch|needle|sendBeacon|https?\\.request)\\(${rest}${scriptSource}`,
  `\\b(?:axios|got)(?:\\.[a-z]{3,7})?\\(${rest}${scriptSource}`,
  `\\.src\\s?=${rest}document\\.cookie`,
  `(?i:\\b(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm))\\b${rest}(?i:[ \\t]-InFile\\b|-Body\\b[^\\n]*?${powershellSource})`,
  '\\.(?i:Upload(?:File|String|Data)(?:Async|TaskAsync)?)\\(',
  `\\bhttp\\.(?:Post|NewRequest)\\(${rest}os\\.(?:Open|ReadFile|Environ)\\(`,
  // Without HTTP: files into netcat, output as a name to look up.
  `\\b(?:cat|tar|env|printenv|base64|gzip|zip|mysqldump|pg_dump)\\b[^\\n;]*?\\|[ \\t]*(?:nc|ncat|netcat)[ \\t]`,
  `\\b(?:nc|ncat|netcat)${gap}[^\\n;|&]*?[ \\t]<(?:[ \\t]+["']?[\\w./~$]|[.~$]|/\\w+/)`,
  '\\b(?:dig|nslookup|host|ping)[ \\t][^\\n]*?(?:\\$\\(|`)[^\\n]*?(?:\\)|`)["\']?\\.[A-Za-z0-9]',
  // Addresses that services hand out to look at whatever is sent there.
  '\\bwebhook\\.site/(?:#!/)?[0-9a-f]{8}-',
  '\\.(?:m\\.pipedream\\.net|oastify\\.com|burpcollaborator\\.net|oast\\.(?:pro|live|site|online|fun|me)|interact\\.sh)\\b',
  '\\.(?:requestcatcher\\.com|requestbin\\.(?:com|net)|free\\.beeceptor\\.com|dnslog\\.cn|ceye\\.io)\\b',
];
