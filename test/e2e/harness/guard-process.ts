// Runs a guard with the exchange that a module exports; tells its parent where it listens, and each fault's code.
import type { Limits } from '../../../extproc/words/limits.ts';
import { type CreateExchange, startGuard } from './guard.ts';

const [module, address] = process.argv.slice(2);
const { createExchange, limits } = (await import(module!)) as { createExchange: CreateExchange; limits?: Partial<Limits> };
const guard = await startGuard(createExchange, { address: address!, ...(limits === undefined ? {} : { limits }) });
process.send?.({ address: guard.address });
process.on('SIGTERM', async () => {
  await guard.server.drain();
  process.exit(0);
});
