// The thread that tries a policy out; admission.ts starts it and ends it when its time is over.
import { parentPort, workerData } from 'node:worker_threads';
import { Fault } from '../words/fault.ts';
import { type Trial, type TrialResult, tryPolicy } from './trial.ts';

parentPort?.postMessage(result(workerData as Trial));

function result(trial: Trial): TrialResult {
  try {
    return tryPolicy(trial);
  } catch (thrown) {
    const problem = thrown instanceof Fault ? thrown.message : 'trying the policy out failed';
    return { problems: [problem], patterns: [] };
  }
}
