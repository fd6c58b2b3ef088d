// Code that would do harm if somebody ran it. Judged by line, as a reviewer reads it: what a line is assembled from elsewhere (paths in
// variables, commands in pieces) is not seen. Outside of code these are signals; prose that only names a path or a tool is let be.
// One risk has many forms; each form is a detector of its own under the risk's id, as each begins with other bytes.
import type { Severity } from '../../../words/finding.ts';
import type { Detector } from '../../scan.ts';
import { codeRisk, textOf } from '../define.ts';
import { setuid, sudoersChange } from './accounts.ts';
import { cloudIamEscalation } from './cloud.ts';
import { dockerSocket, privilegedContainer, weakContainer } from './containers.ts';
import { credentialHarvesting } from './credentials.ts';
import { destructiveCommand, destructiveSql } from './destructive.ts';
import { dnsExfiltration } from './dns.ts';
import { decodedAndRun, longRun } from './encoded.ts';
import { dataSent } from './exfiltration.ts';
import { securityDisable, tlsVerificationOff } from './guards.ts';
import { type Form, isExplained } from './line.ts';
import { persistence } from './persistence.ts';
import { privilegedWrite } from './privileged.ts';
import { downloadAndExecute, remoteScript } from './remote.ts';
import { reverseShell } from './shells.ts';
import { cloudUpload } from './uploads.ts';

interface Kind {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly severity: Severity;
  readonly confidence: number;
  readonly forms: readonly Form[];
}

const kinds: readonly Kind[] = [
  {
    id: 'privileged-write',
    source: 'MITRE ATT&CK T1554, T1136, T1543',
    title: 'write to a privileged file',
    severity: 'high',
    confidence: 0.7,
    forms: privilegedWrite,
  },
  {
    id: 'persistence',
    source: 'MITRE ATT&CK T1053, T1543, T1546.004, T1098.004',
    title: 'code that will run again',
    severity: 'high',
    confidence: 0.8,
    forms: persistence,
  },
  {
    id: 'sudoers-change',
    source: 'MITRE ATT&CK T1548.003',
    title: 'account that may become root',
    severity: 'critical',
    confidence: 0.85,
    forms: sudoersChange,
  },
  {
    id: 'setuid',
    source: 'MITRE ATT&CK T1548.001',
    title: 'program that runs as root',
    severity: 'high',
    confidence: 0.8,
    forms: setuid,
  },
  {
    id: 'privileged-container',
    source: 'MITRE ATT&CK T1611',
    title: 'container with the powers of its host',
    severity: 'high',
    confidence: 0.8,
    forms: privilegedContainer,
  },
  {
    id: 'weak-container',
    source: 'Kubernetes: Pod Security Standards',
    title: 'container as root or in its host’s network',
    severity: 'low',
    confidence: 0.6,
    forms: weakContainer,
  },
  {
    id: 'docker-socket',
    source: 'MITRE ATT&CK T1610, T1611',
    title: 'access to a container runtime',
    severity: 'high',
    confidence: 0.8,
    forms: dockerSocket,
  },
  {
    id: 'destructive-command',
    source: 'MITRE ATT&CK T1485, T1561',
    title: 'removal that can’t be undone',
    severity: 'high',
    confidence: 0.8,
    forms: destructiveCommand,
  },
  {
    id: 'destructive-sql',
    source: 'MITRE ATT&CK T1485',
    title: 'removal of a whole database',
    severity: 'medium',
    confidence: 0.6,
    forms: destructiveSql,
  },
  {
    id: 'security-disable',
    source: 'MITRE ATT&CK T1562, T1070',
    title: 'guard, audit or log switched off',
    severity: 'high',
    confidence: 0.8,
    forms: securityDisable,
  },
  {
    id: 'tls-verification-off',
    source: 'https://cwe.mitre.org/data/definitions/295.html',
    title: 'TLS without a check of the other end',
    severity: 'low',
    confidence: 0.6,
    forms: tlsVerificationOff,
  },
  {
    id: 'reverse-shell',
    source: 'MITRE ATT&CK T1059',
    title: 'shell for somebody elsewhere',
    severity: 'critical',
    confidence: 0.9,
    forms: reverseShell,
  },
  {
    id: 'remote-script',
    source: 'https://cwe.mitre.org/data/definitions/494.html',
    title: 'script from elsewhere that is run unseen',
    severity: 'high',
    confidence: 0.8,
    forms: remoteScript,
  },
  {
    id: 'download-and-execute',
    source: 'MITRE ATT&CK T1105',
    title: 'file that is fetched and run',
    severity: 'high',
    confidence: 0.7,
    forms: downloadAndExecute,
  },
  {
    id: 'credential-harvesting',
    source: 'MITRE ATT&CK T1552, T1003, T1555',
    title: 'reading of kept credentials',
    severity: 'high',
    confidence: 0.75,
    forms: credentialHarvesting,
  },
  {
    id: 'webhook-exfiltration',
    source: 'MITRE ATT&CK T1567',
    title: 'upload of files, environment or command output',
    severity: 'high',
    confidence: 0.7,
    forms: dataSent,
  },
  {
    id: 'dns-exfiltration',
    source: 'MITRE ATT&CK T1048, T1071.004',
    title: 'data in a name to look up',
    severity: 'high',
    confidence: 0.75,
    forms: dnsExfiltration,
  },
  {
    id: 'cloud-upload',
    source: 'MITRE ATT&CK T1567.002, T1537',
    title: 'upload of private files to a bucket or another machine',
    severity: 'high',
    confidence: 0.7,
    forms: cloudUpload,
  },
  {
    id: 'cloud-iam-escalation',
    source: 'MITRE ATT&CK T1098, T1078.004',
    title: 'power over a whole account or cluster',
    severity: 'critical',
    confidence: 0.8,
    forms: cloudIamEscalation,
  },
  {
    id: 'encoded-blob',
    source: 'MITRE ATT&CK T1027, T1132',
    title: 'long encoded content',
    severity: 'medium',
    confidence: 0.5,
    forms: [...decodedAndRun, longRun],
  },
];

const confidenceRule =
  'by what stands around it: lower where people do the same for good reasons, and where a sentence outside of code warns of it';
/** No hold is made for less than this, as policies come. */
const explainedConfidence = 0.3;
const contextBytes = 160;

export const riskDetectors: readonly Detector[] = kinds.flatMap(({ id, title, source, severity, confidence, forms }) =>
  forms.map(form => {
    const { pattern, accept, context = 0, back } = typeof form === 'string' ? { pattern: form } : form;
    return codeRisk(id, title, pattern, {
      source,
      severity,
      confidence,
      confidenceRule,
      context: Math.max(context, contextBytes),
      // What stands before a match is kept for a last check only.
      accept: accept ?? always,
      inProse: before => (isExplained(textOf(before)) ? explainedConfidence : 1),
      ...(back && { back }),
    });
  }),
);

function always(): boolean {
  return true;
}
