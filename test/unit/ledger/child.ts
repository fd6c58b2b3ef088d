// A process with a ledger, for tests that kill it or take its disk away. Says on stdout which entries it was told are kept, and whether the ledger is open.
import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { openLedger } from '../../../extproc/ledger/ledger.ts';

const data = process.argv[2]!;
const pad = 'x'.repeat(Number(process.argv[3] ?? 100));

/** Waits for whoever reads: a busy reader's pipe is full at times, and the pipe does not wait by itself. */
function say(line: string): void {
  const bytes = Buffer.from(`${line}\n`);
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(1, bytes, done);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

const ledger = await openLedger({
  place: { folder: join(data, 'ledger'), keyFile: join(data, 'keys', 'ledger.key'), origin: null, deploymentKeyFile: null },
  now: Date.now,
  chance: randomBytes,
  started: {},
  copies: [],
  onCheckpoint: () => {},
  onTrouble: ({ what, why }) => say(`trouble ${what} ${why}`),
});

let number = 0;
let wasOpen = ledger.isOpen;
say(`open ${wasOpen}`);
setInterval(() => {
  if (wasOpen !== ledger.isOpen) {
    wasOpen = ledger.isOpen;
    say(`open ${wasOpen}`);
  }
  for (let at = 0; wasOpen && at < 5; at++) {
    const mine = number++;
    ledger.append({ kind: 'decision', about: null, data: { number: mine, pad } }, outcome => say(`${outcome} ${mine}`));
  }
}, 1);
