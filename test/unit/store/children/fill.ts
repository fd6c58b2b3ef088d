// A process whose files may not grow past a bound (its parent sets it): creates holds until one is refused, and tells how many are there then.
import { openStore } from '../../../../extproc/store/open.ts';
import type { Fault } from '../../../../extproc/words/fault.ts';
import { hold } from '../samples.ts';

const store = await openStore({ kind: 'sqlite', file: process.argv[2]! });
let created = 0;
try {
  for (; created < 1000; created++) await store.create(hold({ id: `ho_${created}`, path: 'x'.repeat(10_000) }));
} catch (error) {
  const kept = await store.count({ state: null, principal: null });
  console.log(`${(error as Fault).code}; kept ${kept === created ? kept : `${kept} of ${created}`}`);
}
await store.close();
