// Code that would do harm if somebody ran it. Judged by line, as a reviewer reads it: what a line is assembled from elsewhere (paths in
// variables, commands in pieces) is not seen. Outside of code these are signals; prose that only names a path or a tool is let be.
// One risk has many forms; each form is a detector of its own under the risk's id, as each begins with other bytes.
import type { Detector } from '../../scan.ts';
import { codeRisk } from '../define.ts';
import { decodedAndRun, longRun } from './encoded.ts';
import { dataSent } from './exfiltration.ts';
import { privilegedWrite } from './privileged.ts';
import { reverseShell } from './shells.ts';

export const riskDetectors: readonly Detector[] = [
  ...privilegedWrite.map(form => codeRisk('privileged-write', 'write to a privileged file', form)),
  ...reverseShell.map(form =>
    codeRisk('reverse-shell', 'shell for somebody elsewhere', form, { severity: 'critical', confidence: 0.9 }),
  ),
  ...dataSent.map(form => codeRisk('webhook-exfiltration', 'upload of files, environment or command output', form)),
  ...decodedAndRun.map(form => encoded(form, {})),
  encoded(longRun.pattern, longRun),
];

function encoded(pattern: string, extras: Parameters<typeof codeRisk>[3]): Detector {
  return codeRisk('encoded-blob', 'long encoded content', pattern, { severity: 'medium', confidence: 0.5, ...extras });
}
