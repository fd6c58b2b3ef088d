// Topics of the user's own on top of the library: compiled by `penstock policy build`, and by `penstock start --policies` on the way.
import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { buildBundle } from '../policy/build.ts';
import { shippedPolicies } from '../policy/library.ts';
import { findOpa, opaVersionWanted } from '../policy/opa.ts';
import { topicFolders } from '../policy/stage.ts';
import { exitCodes, Refusal } from './words.ts';

export interface PolicyBuildOptions {
  readonly policies: string;
  readonly out: string;
}

/** Compiles and says the revision. */
export async function runPolicyBuild({ policies, out }: PolicyBuildOptions): Promise<number> {
  const revision = await compileTopics(policies, resolve(out));
  process.stdout.write(`${out} holds policy ${revision}\n`);
  return exitCodes.fine;
}

/** Compiles a folder of topics into a bundle at `out`. Gives its revision; refuses with all that is wrong. */
export async function compileTopics(policies: string, out: string): Promise<string> {
  if (statSync(policies, { throwIfNoEntry: false })?.isDirectory() !== true) throw new Refusal(`there is no folder ${policies}`);
  if (findOpa() === null) {
    throw new Refusal(
      `policies of your own have to be compiled, which needs \`opa\` (${opaVersionWanted}) on the PATH`,
      'the shipped policies are compiled already and need none: leave --policies out, or install opa',
    );
  }
  const topics = await topicFolders(resolve(policies));
  if (topics.length === 0)
    throw new Refusal(`${policies} holds no policies`, 'a topic is a folder with a .rego file of package penstock.rules.<topic>');
  const built = await buildBundle({ library: shippedPolicies, topics, out });
  if (built.kind === 'refused')
    throw new Refusal(`the policies in ${basename(policies)} were refused\n${built.problems.join('\n')}`);
  return built.revision;
}
