// A process with a watchdog: says `ready`, then does what its argument says.
import { startWatchdog } from '../../../../extproc/observe/watchdog.ts';

const [what, stallMsMax] = process.argv.slice(2);
const watchdog = startWatchdog({ stallMsMax: Number(stallMsMax) });
setTimeout(() => {
  process.stdout.write('ready\n');
  if (what === 'spin')
    setTimeout(() => {
      for (;;);
    }, 20);
  if (what === 'busy') busy(Date.now() + 1_500);
  if (what === 'beats') {
    const until = Date.now() + 1_500;
    for (let next = 0; Date.now() < until; ) {
      if (Date.now() < next) continue;
      watchdog.beat();
      next = Date.now() + 50;
    }
  }
  if (what === 'idle') setTimeout(() => {}, 60_000);
}, 100);

/** Works all the time, in pieces that are shorter than the limit. */
function busy(until: number): void {
  const pause = Date.now() + 50;
  while (Date.now() < pause);
  if (Date.now() < until) setTimeout(busy, 0, until);
}
