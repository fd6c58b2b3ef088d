// A database that ends with its process, for trials and tests: SQLite without a file, so that it does what the others do.
import type { HoldStore } from '../approvals/ports.ts';
import { hearers } from './changes.ts';
import type { Database } from './database.ts';
import { holdStore } from './holds.ts';
import { Engine } from './sqlite/engine.ts';
import { faultOf } from './sqlite/trouble.ts';
import { fullTextWords } from './sqlite/words.ts';

export async function memoryStore(): Promise<HoldStore> {
  return holdStore(await memoryDatabase());
}

export async function memoryDatabase(): Promise<Database> {
  const engine = await Engine.open(':memory:');
  const { watch, tell, clear } = hearers();
  let isOpen = true;
  return {
    position: 'instr',
    words: fullTextWords,
    async run(statements) {
      try {
        return engine.run(statements);
      } catch (error) {
        throw faultOf(error);
      } finally {
        // Told in a turn of their own, as by the other stores: never before the writer knows.
        if (isOpen) for (const change of engine.changes()) setImmediate(tell, change);
      }
    },
    watch,
    async close() {
      clear();
      if (isOpen) engine.close();
      isOpen = false;
    },
  };
}
