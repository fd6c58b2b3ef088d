// Lines that send what they read here to somewhere else: files, the environment, what commands print, long literals; over HTTP, in names
// to look up, into buckets and onto other machines. Where to is not judged here; the host program reads the line's destinations, and
// policies decide on them.
import { textOf } from '../define.ts';
import { type Form, gap, quote, rest, statement, words } from './line.ts';

const re = String.raw;
/** The output of a command, in a string of a shell. */
const output = '(?:\\$\\(|`[a-z/])';
/** Commands whose output tells what is in this place; `$(uname -m)` and versions stand in many harmless addresses. */
const telling =
  '(?:cat|env|printenv|set|base64|tar|head|tail|xxd|gzip|zip|history|ls|find|grep|awk|sed|jq|id|whoami|ps|ifconfig|ip)\\b';
const secretVariable = '\\$\\{?\\w*(?i:key|token|secret|passw|cred)\\w*';
const longLiteral = '[^\\s"\'&]{200}';

/** A command, and its words up to an option. */
const curl = re`\bcurl(?:\.exe)?${gap}(?:${rest}[ \t"'])??`;
const wget = re`\bwget(?:\.exe)?${gap}(?:${rest}[ \t"'])??`;

const curlData = '(?:-d|--data(?:-binary|-raw|-ascii|-urlencode)?|-F|--form(?:-string)?|--json)[ \\t="\',]{0,4}';

/** Files, the whole environment (one variable of it is how programs log in), output of commands. */
const pythonSource =
  '(?:\\bopen\\(|\\bread_(?:text|bytes)\\(|\\bos\\.environ(?:[^\\[.\\w]|\\.(?:copy|items))|subprocess\\.|check_output\\(|\\bpopen\\(|b(?:64|85)encode\\()';
const scriptSource =
  '(?:readFile(?:Sync)?\\(|createReadStream\\(|execSync\\(|process\\.env\\b[^.\\[]|document\\.cookie|JSON\\.stringify\\((?:local|session)Storage|Bun\\.file\\(|Deno\\.readTextFile)';
const powershellSource = '(?:Get-Content|\\bgc[ \\t]|Get-ChildItem|\\[Convert\\]|\\$env:|Out-String)';

export const dataSent: readonly Form[] = [
  `${curl}${curlData}(?:${quote})?[\\w.-]{0,64}=?[@<][\\w./~$*-]`,
  `${curl}${curlData}[^\\n]*?(?:${output}|${secretVariable}|${longLiteral})`,
  `${curl}(?:-T|--upload-file)[ \\t=]{0,4}(?:${quote})?[\\w./~$*-]`,
  `\\b(?:curl|wget)${gap}${rest}https?://[^\\s]*\\$\\(\\s?${telling}`,
  `\\b(?:curl|wget)${gap}${rest}https?://[^\\s]*[?&][\\w.-]{1,32}=${output}`,
  `${wget}--(?:post|body)-file[= \\t]`,
  `${wget}--(?:post|body)-data[= \\t][^\\n]*?(?:${output}|${secretVariable}|${longLiteral})`,
  `\\b(?:requests|httpx|aiohttp|session|client|http|urllib3)\\.(?:post|put|patch|request)\\(${statement}${pythonSource}`,
  `\\b(?:urlopen|urllib\\.request\\.Request)\\(${statement}${pythonSource}`,
  `\\b(?:fetch|needle|sendBeacon|https?\\.request)\\(${statement}${scriptSource}`,
  `\\b(?:axios|got)(?:\\.[a-z]{3,7})?\\(${statement}${scriptSource}`,
  `\\.src\\s?=${statement}document\\.cookie`,
  `(?i:\\b(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm))[ \\t]${rest}(?i:[ \\t]?-InFile\\b|-Body\\b[^\\n]*?${powershellSource})`,
  re`\.(?i:Upload(?:File|String|Data)(?:Async|TaskAsync)?)\([ \t]*(?:["'](?:https?|ftp)://|\$)`,
  `\\bhttp\\.(?:Post|NewRequest)\\(${statement}os\\.(?:Open|ReadFile|Environ)\\(`,
  // Without HTTP: files into netcat, or through a login.
  `\\b(?:cat|tar|env|printenv|base64|gzip|zip|mysqldump|pg_dump)(?:[ \\t]|[ \\t]?\\|)[^\\n;]*?(?:nc|ncat|netcat)[ \\t]`,
  `\\b(?:nc|ncat|netcat)${gap}[^\\n;|&]*?[ \\t]<(?:[ \\t]+["']?[\\w./~$]|[.~$]|/\\w+/)`,
  // Addresses that services hand out to look at whatever is sent there.
  '\\bwebhook\\.site/(?:#!/)?[0-9a-f]{8}-',
  '\\.(?:m\\.pipedream\\.net|oastify\\.com|burpcollaborator\\.net|oast\\.(?:pro|live|site|online|fun|me)|interact\\.sh)\\b',
  '\\.(?:requestcatcher\\.com|requestbin\\.(?:com|net)|free\\.beeceptor\\.com|dnslog\\.cn|ceye\\.io)\\b',
];

const lookUp = re`(?:gethostbyname(?:_ex)?|getaddrinfo|resolver\.(?:resolve|query)|dns\.(?:promises\.)?(?:lookup|resolve\w*)|Lookup(?:Host|IP|TXT|Addr|CNAME)|GetHost(?:Entry|Addresses|ByName))`;
/** A name that is put together, up to the part that is the same each time. */
const builtName =
  re`(?:f["'][^"'\n]*?\{[^}\n]*\}|${'`'}[^${'`'}\n]*?\$\{[^}\n]*\}|["'][^"'\n]*?%s|["']\{\}|[^,()\n"'${'`'}]{1,64}(?:\([^()\n]{0,64}\)){0,2}(?:\.\w+\(\)){0,2}[ \t]*\+[ \t]*f?["']|\$\(?[^\n]{1,64}?\+[ \t]*["'])` +
  re`\.[A-Za-z0-9.-]{1,64}`;

export const dnsExfiltration: readonly Form[] = [
  '\\b(?:(?:dig|nslookup|ping|drill)[ \\t][^\\n]*?|host[ \\t]+(?:-[^ \\t\\n]+[ \\t]+)*?["\']?)(?:\\$\\(|`)[^\\n]*?(?:\\)|`)["\']?\\.[A-Za-z0-9]',
  re`\bwhile[ \t]+(?:IFS=[^ \t\n]*[ \t]+)?read\b[^\n]*?\b(?:dig|nslookup|host|ping)\b[^\n;]*?\$\{?\w+\}?["']?\.[A-Za-z0-9$]`,
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
