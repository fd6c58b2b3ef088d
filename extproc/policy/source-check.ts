import type { RegoSource } from './bundle.ts';

export async function checkSources(_sources: readonly RegoSource[]): Promise<readonly string[]> {
  return [];
}
