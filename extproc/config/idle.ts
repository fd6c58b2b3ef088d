// Keys of penstock.yaml that promise something that is not built yet. They are checked like all others; whoever sets one is told
// at start, so that nobody takes a promise for a guard.
import type { Config } from './config.ts';

/** Names those that were set. What has a default that nobody wrote is left out. */
export function idleKeys(config: Config): readonly string[] {
  const { identity, observe } = config;
  const set: Readonly<Record<string, boolean>> = {
    'identity.issuers': identity.issuers.length > 0,
    'identity.trustedProxies': identity.trustedProxies.length > 0,
    'observe.otlp': observe.otlp !== null,
  };
  return Object.keys(set).filter(key => set[key]);
}
