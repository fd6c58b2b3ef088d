// A process that shares a store with its parent: node grow.ts KIND TIMES, with the file or the URL in the environment.
import { openStore } from '../../../../extproc/store/open.ts';
import { Secret } from '../../../../extproc/words/secret.ts';
import { grow } from '../grow.ts';

const [, , kind, times] = process.argv;
const where = process.env.PLACE ?? '';
const store = await openStore(kind === 'postgres' ? { kind, url: new Secret(where) } : { kind: 'sqlite', file: where });
await grow(store, Number(times));
await store.close();
console.log('done');
