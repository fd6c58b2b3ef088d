// Lines that send what they read here to somewhere else, mostly over HTTP: files, the environment, what commands print, long literals.
// Where to is not judged here; the host program reads the line's destinations, and policies decide on them.
import { textOf } from '../define.ts';
import { type Form, gap, quote, rest, statement, toItsEnd } from './line.ts';

const re = String.raw;
/** The output of a command, in a string of a shell. */
const output = '(?:\\$\\(|`[a-z/])';
/** Commands whose output tells what is in this place; `$(uname -m)` and versions stand in many harmless addresses. */
const tellingCommand =
  '(?:cat|env|printenv|set|base64|tar|head|tail|xxd|gzip|zip|history|ls|find|grep|awk|sed|jq|id|whoami|ps|ifconfig|ip)\\b';
const secretVariable = '\\$\\{?\\w*(?i:key|token|secret|passw|cred)\\w*';
const longLiteral = '[^\\s"\'&]{200}';

const curlData = '(?:-d|--data(?:-binary|-raw|-ascii|-urlencode)?|-F|--form(?:-string)?|--json)[ \\t="\',]{0,4}';
const curlSource = `(?:${curlData}(?:(?:${quote})?[\\w.-]{0,64}=?[@<][\\w./~$*-]|[^\\n]*?(?:${output}|${secretVariable}|${longLiteral}))|(?:-T|--upload-file)[ \\t=])`;
const addressSource = `(?:${quote})?https?://(?:[^\\s]*\\$\\(\\s?${tellingCommand}|[^\\s]*[?&][\\w.-]{1,32}=${output})`;

/** Files, the whole environment (one variable of it is how programs log in), output of commands. */
const pythonSource =
  '(?:\\bopen\\(|\\bread_(?:text|bytes)\\(|\\bos\\.environ(?:[^\\[.\\w]|\\.(?:copy|items))|subprocess\\.|check_output\\(|\\bpopen\\(|b(?:64|85)encode\\()';
const scriptSource =
  '(?:readFile(?:Sync)?\\(|createReadStream\\(|execSync\\(|process\\.env\\b[^.\\[]|document\\.cookie|JSON\\.stringify\\((?:local|session)Storage|Bun\\.file\\(|Deno\\.readTextFile)';
const powershellSource = '(?:Get-Content|\\bgc[ \\t]|Get-ChildItem|\\[Convert\\]|\\$env:|Out-String)';

export const dataSent: readonly Form[] = [
  {
    pattern: `\\b(?:curl|wget)(?:\\.exe)?${gap}(?:${rest}[ \\t"'])??(?:${curlSource}|--(?:post|body)-(?:file|data)[= \\t]|${addressSource})${toItsEnd}`,
    accept: sendsByCommand,
  },
  {
    pattern: `\\b(?:requests|httpx|aiohttp|session|client|http|urllib3)\\.(?:post|put|patch|request)\\(${statement}${pythonSource}${toItsEnd}`,
    accept: wordOnSources,
  },
  `\\b(?:urlopen|urllib\\.request\\.Request)\\(${statement}${pythonSource}`,
  {
    pattern: `\\b(?:fetch|needle|sendBeacon|https?\\.request)\\((?:[^)\\n\\\\;]${statement})??${scriptSource}${toItsEnd}`,
    accept: wordOnSources,
  },
  { pattern: `\\b(?:axios|got)(?:\\.[a-z]{3,7})?\\(${statement}${scriptSource}${toItsEnd}`, accept: wordOnSources },
  `\\.src\\s?=${statement}document\\.cookie`,
  `(?i:\\b(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm))[ \\t]${rest}(?i:[ \\t]?-InFile\\b|-Body\\b[^\\n]*?${powershellSource})`,
  re`\.(?i:Upload(?:File|String|Data)(?:Async|TaskAsync)?)\([ \t]*(?:["'](?:https?|ftp)://|\$)`,
  `\\bhttp\\.(?:Post|NewRequest)\\(${statement}os\\.(?:Open|ReadFile|Environ)\\(`,
  // Without HTTP: files into netcat, or through a login.
  `\\b(?:cat|tar|env|printenv|base64|gzip|zip|mysqldump|pg_dump)(?:[ \\t][^\\n;]*?)??\\|[ \\t]*(?:nc|ncat|netcat)[ \\t]`,
  `\\b(?:nc|ncat|netcat)${gap}[^\\n;|&]*?[ \\t]<(?:[ \\t]+["']?[\\w./~$]|[.~$]|/\\w+/)`,
  // Addresses that services hand out to look at whatever is sent there.
  '\\bwebhook\\.site/(?:#!/)?[0-9a-f]{8}-',
  '\\.(?:m\\.pipedream\\.net|oastify\\.com|burpcollaborator\\.net|oast\\.(?:pro|live|site|online|fun|me)|interact\\.sh)\\b',
  '\\.(?:requestcatcher\\.com|requestbin\\.(?:com|net)|free\\.beeceptor\\.com|dnslog\\.cn|ceye\\.io)\\b',
];

/** Documents, pictures and bodies of requests, which lie beside the code: what an upload is for. */
const ordinary =
  /^(?:\.\/)?[\w-]+(?:\/[\w-]+)?\.(?:json|xml|graphql|ya?ml|csv|pdf|png|jpe?g|gif|webp|svg|mp[34]|wav|txt|html|md|docx?|xlsx?|pptx?|zip|whl)$/;
const telling = /secret|cred|passw|key|token|customer|user|dump|backup|private|config|env|hosts|shadow|history/i;

function isOrdinary(file: string): boolean {
  return ordinary.test(file) && !telling.test(file);
}

const curlFile = /(?:-d|-F|--(?:data|form|json)[a-z-]*)[ \t="',]{0,4}\\{0,3}["'`]?[\w.-]{0,64}=?[@<]([\w./~$*-]+)/g;
const dataOption = /[ \t"'](?:-d|-F|--(?:data|form|json|post-data|body-data)[a-z-]*)[ \t="',]/;
const dataSource = new RegExp(`${output}|${secretVariable.replace('(?i:', '(?:')}|${longLiteral}`, 'i');
const fileOption = /[ \t"'](?:-T|--upload-file|--(?:post|body)-file)[ \t=]/;
const addressOutput = new RegExp(`https?://\\S{0,512}(?:\\$\\(\\s?${tellingCommand}|[?&][\\w.-]{1,32}=${output})`);

function sendsByCommand(value: Uint8Array): boolean {
  const text = textOf(value);
  if ([...text.matchAll(curlFile)].some(([, file]) => !isOrdinary(file!)) || fileOption.test(text) || addressOutput.test(text))
    return true;
  const data = dataOption.exec(text);
  return data !== null && dataSource.test(text.slice(data.index));
}

const opened = /\b(?:open|readFile(?:Sync)?|createReadStream)\((?:["'`]([^"'`\n]*)|([A-Za-z_.]+)[,)])?/g;
const otherSource = new RegExp(`${pythonSource}|${scriptSource}`, 'g');

/** Which file a variable names is not known, nor what is encoded to be sent: pictures are, most of the time. */
function wordOnSources(value: Uint8Array): boolean | number {
  const text = textOf(value);
  const files = [...text.matchAll(opened)];
  const encodings = text.match(/b(?:64|85)encode\(/g)?.length ?? 0;
  if ([...text.matchAll(otherSource)].length > files.length + encodings) return true;
  const odd = files.filter(([, file]) => file === undefined || !isOrdinary(file));
  if (odd.some(([, , variable]) => variable === undefined)) return true;
  return odd.length + encodings > 0 ? 0.5 : false;
}
