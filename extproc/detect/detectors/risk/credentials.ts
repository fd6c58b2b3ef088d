// Reading credentials that are kept on a machine or handed out by its surroundings: key files, password files, browsers' stores,
// metadata services, secrets of a cluster, the environment. A program that is told which key to use reads none here.
import { textOf } from '../define.ts';
import { type Form, gap, lineOf, words } from './line.ts';
import { isRead } from './writing.ts';

const re = String.raw;
const separator = re`(?:/|\\{1,2}|["']\s?[,/]\s?["'])`;
const behind = re`[^\r\n;]{0,40}`;

const files =
  re`\.(?:aws${separator}credentials\b|(?:ssh|aws|gnupg|mozilla)/?(?:["'\s]|\z)|ssh${separator}(?:id_[a-z0-9]+|[\w-]+\.pem|\*)|git-credentials\b|docker${separator}config\.json|kube${separator}config\b|netrc\b|pgpass\b|my\.cnf\b|pypirc\b|vault-token\b|` +
  re`gnupg${separator}(?:private|secring)|azure${separator}(?:accessTokens|msal_token|azureProfile)|(?:bash|zsh)_history\b|config${separator}(?:gcloud${separator}(?:application_default|credentials|access_tokens|legacy)|gh${separator}hosts))|` +
  re`/etc/(?:g?shadow\b|master\.passwd|krb5\.keytab|security/passwd|kubernetes/(?:admin\.conf|pki/))|` +
  re`/proc/(?:self|[0-9]+|\*|\$\w+|\[0-9\]\*)/(?:environ|mem)\b|` +
  re`secrets/(?:kubernetes\.io|eks\.amazonaws\.com)/serviceaccount/token|` +
  re`(?:Login Data|Default/(?:Network/)?Cookies|cookies\.sqlite|logins\.json|key[34]\.db|wallet\.dat|ntds\.dit|login\.keychain)\b`;

/** These are of one machine's user, who looks at them himself now and then. */
const ordinary = /\.kube|\.docker|_history|admin\.conf|\.my\.cnf|\.gnupg/;
const service = re`(?:169\.254\.169\.254|169\.254\.170\.2|metadata\.google\.internal|100\.100\.100\.200|\[fd00:ec2::254\])`;

export const credentialHarvesting: readonly Form[] = [
  {
    pattern: `(?:${files})${behind}`,
    context: 128,
    accept: (value, before) => wordOnFile(textOf(value), textOf(before)),
  },
  {
    pattern: re`${service}(?:/(?:latest|metadata|computeMetadata|v2/credentials|openstack|[0-9]{4}-[0-9])[\w/.?=&-]*|["'\`])`,
    context: 16,
    accept: (value, before) => wordOnService(textOf(value), textOf(before)),
  },
  {
    pattern: re`\b(?:kubectl|oc)${gap}${words}get${gap}${words}secrets?\b[^\n;|]*?(?:(?:-o[ \t=]?|--output[ =])["']?(?:yaml|json)(?:[\s"';|&)]|\z)|[ \t](?:-A\b|--all-namespaces\b)[^\n;|]*?[ \t]-o)`,
    accept: value => (/secrets?\s+-/.test(textOf(value)) ? true : 0.5),
  },
  re`\b(?:env|printenv|export[ \t]+-p)[ \t]*\|[ \t]*[^\n;()]*?\b(?:curl|wget|nc|ncat|netcat|openssl|xxd|base64)\b`,
  re`\b(?:env|printenv)[ \t]*\|[ \t]*[ef]?grep${gap}[^\n|;&]*?(?i:secret|token|passw|cred|key)[^\n|;&]*?\|[^\n|;&]*?(?i:key|token|secret|passw|cred)`,
  re`\bjson\.dumps\([ \t]*(?:dict\()?os\.environ\b|\bJSON\.stringify\([ \t]*process\.env[ \t]*[,)]|\bjson\.Marshal\([ \t]*os\.Environ\(`,
  re`\bsecurity${gap}(?:dump-keychain|find-(?:generic|internet)-password${gap}(?:[^\n;|&]*?[ \t])??-[a-z]*[wg][a-z]*\b|export${gap}-[tk]\b)`,
  re`(?i:\bsekurlsa::|\blsadump::|\binvoke-mimikatz\b|\bsecretsdump(?:\.py)?[ \t]+\S|\bprocdump(?:64)?(?:\.exe)?\b[^\n]*?lsass|\bcomsvcs(?:\.dll)?\b[^\n]*?minidump|\breg(?:\.exe)?[ \t]+save[ \t]+["']?hklm\\{1,2}(?:sam|system|security)|\bcmdkey[ \t]+/list|\bvaultcmd[ \t]+/list|\.cryptunprotectdata\()`,
  re`\bbrowser_?cookie3\.(?:chrome|firefox|load|edge|brave|chromium|opera)\(`,
  re`\bfind${gap}["']?(?:/|~|\$HOME|/home|/root|/Users|C:\\*)["']?${gap}[^\n;|]*?-i?name${gap}["']?[^\s"']*(?:id_rsa|id_ed|\.pem|\.kdbx|\.ppk|\.env\b|credentials|wallet|shadow|\.pfx|\.p12|\.key\b)`,
  re`\bgrep${gap}-[a-zA-Z]*[rR][a-zA-Z]*${gap}[^\n|;&]*?(?i:passw|secret|api_?key|aws_|private key|akia)[^\n|;&]*?[ \t]["']?(?:/|/etc|/home|/root|/var|~|\$HOME)/?["']?(?:[\s;|&)]|\z)`,
  re`\bgpg2?${gap}[^\n;|&]*?--export-secret-(?:sub)?keys\b|\bgetent${gap}shadow\b|\bunshadow${gap}/`,
];

function wordOnFile(value: string, before: string): boolean | number {
  if (/^[^\s"']*\.pub\b/.test(value) || !isRead(before, value)) return false;
  return ordinary.test(value) ? 0.5 : true;
}

/** As an address in code; a list of addresses that no proxy is asked for has no path behind it. */
function wordOnService(value: string, before: string): boolean | number {
  if (/security-credentials|user-data|token|identity|credentials|serviceaccount|service-accounts/i.test(value)) return true;
  return /:\/\/$/.test(lineOf(before)) || value.includes('/') ? 0.5 : false;
}
