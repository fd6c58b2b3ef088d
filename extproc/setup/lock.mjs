// Keeps two set-ups of one project apart (a start beside a test run, say), by a lock file with the holder's process id.
// A holder that died is found out and replaced. Not for folders shared between machines: process ids mean nothing there.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { tools } from './project.mjs';
import { SetupProblem, say } from './say.mjs';

const waitMsMax = 15 * 60_000;
const retryMs = 200;

/** Runs `work` while no other process does the same; waits for one that does, at most 15 minutes. */
export async function exclusively(work, lock = `${tools}/setup.lock`) {
  await take(lock);
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

async function take(lock) {
  mkdirSync(tools, { recursive: true });
  const began = Date.now();
  for (let told = false; !claim(lock); await sleep(retryMs)) {
    const holder = holderOf(lock);
    if (holder !== null && !isAlive(holder)) {
      evict(lock, holder);
      continue;
    }
    if (Date.now() - began > waitMsMax) {
      throw new SetupProblem(`another set-up (process ${holder}) has been at work for 15 minutes`, `end it, or delete ${lock}`);
    }
    if (!told) say(`another set-up of this project is at work (process ${holder}), waiting for it …`);
    told = true;
  }
}

/** The lock appears together with the process id inside: link() is atomic, while create-then-write is two steps. */
function claim(lock) {
  const mine = `${lock}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    linkSync(mine, lock);
    return true;
  } catch (problem) {
    if (problem.code !== 'EEXIST') throw problem;
    return false;
  } finally {
    rmSync(mine, { force: true });
  }
}

function holderOf(lock) {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch {
    return null;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (problem) {
    return problem.code === 'EPERM';
  }
}

/** Moves a dead holder's lock away. Another waiter may have done so first and hold it by now: then that one gets its lock back. */
function evict(lock, holder) {
  const aside = `${lock}.dead.${process.pid}`;
  try {
    renameSync(lock, aside);
    if (holderOf(aside) !== holder) linkSync(aside, lock);
  } catch (problem) {
    if (problem.code !== 'ENOENT' && problem.code !== 'EEXIST') throw problem;
  }
  rmSync(aside, { force: true });
}
