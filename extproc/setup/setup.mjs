// Puts the steps together: brings what is missing, in order, and nothing that is there. When all is there it takes no lock and
// no more than a look at a few files.
import { bringAge, findAge } from './age.mjs';
import { bringClients, findClients } from './clients.mjs';
import { bringEnvoy, findEnvoy } from './envoy.mjs';
import { exclusively } from './lock.mjs';
import { checkRunningNode, chooseNode } from './node.mjs';
import { bringOpa, findOpa } from './opa.mjs';
import { bringPackages, hasPackages } from './packages.mjs';
import { buildPage, hasPage } from './page.mjs';
import { tools } from './project.mjs';
import { hasTables, writeTables } from './tables.mjs';

/** Brings the packages; gives the Node to run the program with. */
export async function setUpProgram() {
  checkRunningNode();
  if (!hasPackages()) {
    await exclusively(async () => {
      if (!hasPackages()) await bringPackages();
    });
  }
  return { node: chooseNode() };
}

/** The program, its page, its tables and Envoy: what `npm start` needs. */
export async function setUpDemo() {
  const { node } = await setUpProgram();
  if (!hasPage()) await exclusively(async () => hasPage() || buildPage(node));
  if (!hasTables()) await exclusively(async () => hasTables() || writeTables(node));
  const envoy = (await findEnvoy()) ?? (await exclusively(async () => (await findEnvoy()) ?? (await bringEnvoy())));
  return { node, envoy };
}

/** All of it, OPA and age: what the tests need. Those two are null where they can't be had; the tests that need them are then skipped. */
export async function setUpTests() {
  const { node, envoy } = await setUpDemo();
  const opa = (await findOpa()) ?? (await exclusively(async () => (await findOpa()) ?? (await bringOpa())));
  const age = findAge() ?? (await exclusively(async () => findAge() ?? (await bringAge())));
  return { node, envoy, opa, age };
}

/** The Python clients beside that: what the end-to-end tests need. */
export async function setUpAllTests() {
  const ready = await setUpTests();
  const clients = findClients() ?? (await exclusively(async () => findClients() ?? (await bringClients())));
  return { ...ready, clients };
}

/** What children are told by environment: where the tools are. */
export function environmentOf({ envoy, opa, age, clients }) {
  return {
    ...process.env,
    ...(envoy && { ENVOY_BIN: envoy }),
    ...(opa && { OPA_BIN: opa }),
    ...(age && { AGE_BIN: age }),
    ...(clients && { PENSTOCK_CLIENTS_PYTHON: clients }),
  };
}

/** For the program itself: with compiled sources kept, it loads in a third of the time. */
export function programEnvironmentOf(ready) {
  return { NODE_COMPILE_CACHE: `${tools}/compile-cache`, ...environmentOf(ready) };
}
