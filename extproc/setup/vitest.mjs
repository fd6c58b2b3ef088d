// Runs vitest in the foreground and counts what it ran, from its own JSON report and never from its words on the screen.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { root, within } from './project.mjs';
import { foreground } from './run.mjs';

const reasonCharsMax = 300;

/** Runs the tests of one config; `only` are path filters. Gives `{ passed, failed, skipped, crashed, failures }`. */
export async function runTests({ node, env, config, only = [] }) {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-test-'));
  const report = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    // A filter may match in one config only; without one, a config that finds no test is a failure.
    const filters = only.length > 0 ? ['--passWithNoTests', ...only] : [];
    const args = [within('node_modules/vitest/vitest.mjs'), 'run', '--config', within(config), ...reporters, ...filters];
    const code = await foreground(node, args, { cwd: root, env });
    return tally(readReport(report), code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * A report that is missing, or an exit code that says failure where no test did (an error outside of any test), is a crash.
 * A file that could not even be loaded has no tests in the report: it counts as one failure.
 */
export function tally(report, exitCode) {
  if (report === null) return { passed: 0, failed: 0, skipped: 0, crashed: true, failures: [] };
  const unloaded = report.testResults.filter(
    file => file.status === 'failed' && !file.assertionResults.some(one => one.status === 'failed'),
  );
  const failed = report.numFailedTests + unloaded.length;
  const skipped = report.numPendingTests + report.numTodoTests;
  const failures = [...failedTests(report), ...unloaded.map(file => `${named(file)}: could not be loaded`)];
  return { passed: report.numPassedTests, failed, skipped, crashed: exitCode !== 0 && failed === 0, failures };
}

function failedTests(report) {
  return report.testResults.flatMap(file =>
    file.assertionResults
      .filter(one => one.status === 'failed')
      .map(one => `${named(file)}: ${one.fullName.trim()}: ${reason(one)}`),
  );
}

const named = file => relative(root, file.name ?? '');

/** The first line of what the test said; the rest is where it failed. */
function reason({ failureMessages = [] }) {
  return (failureMessages[0] ?? 'no reason').split('\n', 1)[0].slice(0, reasonCharsMax);
}

/** Adds runs up to the closing line, the exit code, and what failed, which is far up on the screen by then. No test at all is a failure: a wrong filter must not look like success. */
export function conclude(runs) {
  const sum = name => runs.reduce((total, run) => total + run[name], 0);
  const crashes = runs.filter(run => run.crashed).length;
  const [passed, failed, skipped] = [sum('passed'), sum('failed') + crashes, sum('skipped')];
  const line = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  return { line, code: failed > 0 || passed === 0 ? 1 : 0, failures: runs.flatMap(run => run.failures) };
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
