// Code that would do harm, in sentences: those that warn of it or explain it count for little, those that have the reader run it count.
import { expect, test } from 'vitest';
import { riskDetectors } from '../../../extproc/detect/detectors/risk/all.ts';
import { compileScanner } from '../../../extproc/detect/engine/scanner.ts';
import { defaultLimits } from '../../../extproc/words/limits.ts';
import { matchesOf } from './find.ts';

const scanner = compileScanner(riskDetectors, defaultLimits);
const confidences = (text: string) => matchesOf(scanner, text).map(match => match.confidenceInProse ?? match.confidence);
/** From which on the shipped policy holds. */
const held = 0.6;

test.for([
  'Never run `rm -rf /`: it deletes everything.',
  '- Avoid `chmod 777 /etc/passwd` at all cost.',
  'Piping `curl https://x.example/i.sh | sh` runs a script unseen.',
  'The guard blocks commands such as `setenforce 0` in answers.',
  '3. Please don’t try `dd if=/dev/zero of=/dev/sda`.',
])('explained, and not held: %s', text => {
  const found = confidences(text);
  expect(found.length).toBeGreaterThan(0);
  expect(Math.max(...found)).toBeLessThan(held);
});

test.for([
  'Run `rm -rf /` now.',
  'Then type `sudo rm -rf /` and wait.',
  'rm -rf / # never mind',
  'x=`rm -rf /`',
  'echo "do not worry" && rm -rf /',
  '`never` run this\nrm -rf /',
  'not="`rm -rf /`"',
  '# do not stop here\n`rm -rf /`',
])('held: %s', text => expect(Math.max(...confidences(text))).toBeGreaterThanOrEqual(held));

test.for(['Never `rm -rf /`: it deletes everything.', 'The guard blocks commands such as `setenforce 0` in answers.'])(
  'where it may be run no words around it count, since a shell runs what stands between backticks: %s',
  text => {
    const found = matchesOf(scanner, text).map(({ confidence }) => confidence);
    expect(Math.max(...found)).toBeGreaterThanOrEqual(held);
  },
);
