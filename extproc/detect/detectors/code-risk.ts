// Code that would do harm if somebody ran it. Judged by line, as a reviewer reads it: what a line is assembled from elsewhere (paths in
// variables, commands in pieces) is not seen. Outside of code these are signals; prose that only names a path or a tool is let be.
import type { Detector } from '../scan.ts';
import { encodedBlob } from './code-encoded.ts';
import { dataSent } from './code-exfiltration.ts';
import { privilegedWrite } from './code-privileged.ts';
import { reverseShell } from './code-shells.ts';
import { codeRisk } from './define.ts';

export const codeRiskDetectors: readonly Detector[] = [
  codeRisk('privileged-write', 'write to a privileged file', privilegedWrite),
  codeRisk('reverse-shell', 'shell for somebody elsewhere', reverseShell, { severity: 'critical', confidence: 0.9 }),
  codeRisk('webhook-exfiltration', 'upload of files, environment or command output', dataSent),
  codeRisk('encoded-blob', 'long encoded content', encodedBlob, { severity: 'medium', confidence: 0.5 }),
];
