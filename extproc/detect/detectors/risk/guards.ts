// What watches or guards a machine, switched off: mandatory access control, firewalls, audit, malware scanners, logs and histories, and
// the check of who answers at the other end of a TLS connection.
import { textOf } from '../define.ts';
import { command, type Form, gap, options, quote, rest, words } from './line.ts';

const re = String.raw;
const services =
  'auditd|falco\\w*|firewalld|ufw|apparmor|clamav[\\w-]*|clamd|falcon-sensor|osqueryd|r?syslog(?:-ng)?|fail2ban|wazuh-agent|sysmon|' +
  'iptables|nftables|ossec|aide\\w*|crowdsec|mdatp|tetragon|sentinelone|selinux[\\w-]*|systemd-journald';
const windowsServices =
  'windefend|sense|wdnissvc|wscsvc|mpssvc|eventlog|sysmon(?:64)?|csfalconservice|wdboot|securityhealthservice';

export const securityDisable: readonly Form[] = [
  re`${command('setenforce')}(?:0\b|[pP]ermissive\b)|\bSELINUX=(?:disabled|permissive)\b|\bufw${gap}(?:--force${gap})?(?:disable|reset)\b`,
  re`\bip6?tables${gap}(?:-t${gap}\w+${gap})?(?:-F\b|--flush\b|-X\b|-P${gap}(?:INPUT|FORWARD)${gap}ACCEPT)|\bnft${gap}flush${gap}ruleset`,
  re`\bsystemctl${gap}${words}(?:stop|disable|mask|kill)${gap}${words}(?:${services})(?:\.service)?(?:[\s"'\`;&|)]|\z)`,
  // "Service" is a word of prose too: a name follows it at once.
  re`\b(?:rc-service|service|chkconfig|update-rc\.d)${gap}${options}(?:${services})${gap}(?:stop|off|disable|remove)\b`,
  re`\b(?:pkill|killall)${gap}${words}(?:${services})\b|\bauditctl${gap}(?:-e${gap}0|-D)\b|\baa-(?:teardown|disable|complain)\b${gap}`,
  re`\bsysctl${gap}${words}(?:kernel\.(?:randomize_va_space|yama\.ptrace_scope|kptr_restrict|dmesg_restrict)|fs\.protected_\w+|kernel\.unprivileged_bpf_disabled)[ \t]?=[ \t]?0\b`,
  re`\b(?:spctl${gap}--(?:master|global)-disable|csrutil${gap}disable|tamperprotection)\b`,
  // Traces.
  re`\bhistory${gap}-c\b|\bunset${gap}HISTFILE\b|\bHISTFILE=/dev/null|\bHIST(?:FILE)?SIZE=0\b|\bset${gap}\+o${gap}history\b`,
  re`\b(?:rm|shred|truncate|ln|unlink)${gap}${words}["']?(?:~|\$HOME|/root|/home/[\w*.-]+)?/?\.(?:bash|zsh)_history\b`,
  re`\b(?:rm|shred|truncate)${gap}${words}["']?/var/log/?(?:\*|${quote}|[\s;&|]|\z|(?:auth|secure|wtmp|btmp|lastlog|audit|syslog|messages|journal)[\w./*-]*)|[^<]>[ \t]*/var/log/(?:auth|secure|wtmp|btmp|lastlog|audit|syslog|messages)[\w./-]*(?:[\s;&|"')]|\z)`,
  re`\bjournalctl${gap}[^\n;|&]*?--vacuum-(?:size|time)=(?:1s|0|1[kK]?\b)`,
  // Windows.
  re`(?i:\bset-mppreference\b[^\n]*?-disable\w+|\badd-mppreference\b[^\n]*?-exclusion\w+|\bset-mppreference\b[^\n]*?-exclusion\w+)`,
  re`(?i:\bnetsh[ \t]+(?:advfirewall|firewall)[ \t]+set[ \t]+\w+[ \t]+(?:state[ \t]+off|(?:op)?mode[ \t=]+disable)|\bset-netfirewallprofile\b[^\n]*?-enabled[ \t]+(?:\$?false|0))`,
  re`(?i:\b(?:sc(?:\.exe)?[ \t]+(?:stop|delete|config)|net[ \t]+stop|(?:stop|set|remove)-service[ \t]+(?:-name[ \t]+)?)[ \t]*["']?(?:${windowsServices})\b)`,
  re`(?i:\bset-executionpolicy\b[^\n]*?\b(?:bypass|unrestricted)\b[^\n]*?localmachine|\b(?:enablelua|disableantispyware|disablerealtimemonitoring)["']?(?:[^\n\w][^\n]*?)?[ \t](?:-value|/d)[ \t]+[01]\b)`,
  re`(?i:\bwevtutil(?:\.exe)?[ \t]+(?:cl|clear-log)\b|\bclear-eventlog\b|\bauditpol(?:\.exe)?[ \t]+/(?:clear|remove)|amsiinitfailed|\bamsiscanbuffer\b)`,
  // Clouds and clusters.
  re`\baws${gap}[^\n;|&]*?(?:cloudtrail${gap}(?:stop-logging|delete-trail)|guardduty${gap}(?:delete-detector|update-detector\b[^\n;|&]*?--no-enable)|configservice${gap}(?:stop-configuration-recorder|delete-configuration-recorder)|securityhub${gap}disable-security-hub|ec2${gap}delete-flow-logs)`,
  re`\bkubectl${gap}[^\n;|&]*?\bdelete${gap}(?:(?:validating|mutating)webhookconfigurations?|(?:network|podsecurity)polic(?:y|ies)|(?:netpol|psp))\b`,
  re`\bgcloud${gap}logging${gap}sinks${gap}delete\b|\baz${gap}monitor${gap}(?:diagnostic-settings|log-profiles)${gap}delete\b`,
];

const nearby =
  /:\/\/(?:localhost|127\.|10\.|192\.168\.|172\.|\[::1\]|[\w-]+(?:[:/]|$)|[^/:\s]*\.(?:local|internal|svc|test|lan)\b|[$<{])/;

export const tlsVerificationOff: readonly Form[] = [
  re`\b(?:verify(?:_ssl|_certs)?|ssl_verify|check_hostname)[ \t]?=[ \t]?False\b|\b(?:verify_mode|cert_reqs)[\"']?[ \t]?[:=][ \t]?[\"']?(?:ssl\.)?CERT_NONE\b|\bssl\._create_unverified_context`,
  re`\bNODE_TLS_REJECT_UNAUTHORIZED["']?\]?[ \t]{0,4}[=:][ \t]{0,4}["']?0|\brejectUnauthorized["']?[ \t]{0,4}:[ \t]{0,4}false\b|\bstrictSSL["']?[ \t]{0,4}:[ \t]{0,4}false\b`,
  re`\bInsecureSkipVerify[ \t]{0,4}:[ \t]{0,4}true\b|\bCURLOPT_SSL_VERIFY(?:PEER|HOST),[ \t]*(?:0|false|FALSE)\b`,
  re`\bGIT_SSL_NO_VERIFY=(?:1|true)|\bhttp\.sslVerify["']?[ \t=]+["']?false\b|\bnpm${gap}(?:config${gap})?set${gap}strict-ssl[ \t=]+false\b|\bwget\b[^\n|;]*?--no-check-certificate\b`,
  {
    pattern: re`\bcurl${gap}${rest}(?:(?:-[a-zA-Z]*k|--insecure)[ \t][^\n|;&]*?https://[\w.$<{[-]+|https://[\w.$<{[-]+[^\s|;&]*[ \t][^\n|;&]*?(?:-k\b|--insecure\b))`,
    accept: value => !nearby.test(`${textOf(value)}/`.slice(-2048)),
  },
  re`(?i:-skipcertificatecheck\b|servercertificatevalidationcallback[ \t]*=[^\n]*?\$?true)`,
];
