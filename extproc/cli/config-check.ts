// `penstock config check`: says whether a configuration would be taken.
import type { Config } from '../config/config.ts';
import { loadBundle } from '../policy/bundle.ts';
import { shippedBundle } from '../policy/library.ts';
import { mergeSettings, type PolicySettings } from '../policy/settings.ts';
import { load } from './configuration.ts';
import { exitCodes, Refusal } from './words.ts';

/** Prints a line about what the configuration holds, or refuses it with all its problems. */
export async function runConfigCheck(file: string): Promise<number> {
  const config = load(file);
  await checkSettings(file, config);
  const connections = config.connections.map(({ name, api, allow }) => `${name} (${api}, ${allow.length} paths)`);
  process.stdout.write(`${file} is fine: ${connections.join(', ')}\n`);
  return exitCodes.fine;
}

/** Settings that no policy of the bundle reads would be no protection. */
async function checkSettings(file: string, config: Config): Promise<void> {
  const bundle = await loadBundle(config.policies.bundle ?? shippedBundle, config.limits);
  const merged = mergeSettings((bundle.data.config ?? {}) as PolicySettings, config.policies.config);
  if (merged.kind === 'refused') throw new Refusal(`${file} sets what the policies don't read\n${merged.problems.join('\n')}`);
}
