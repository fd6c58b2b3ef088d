import { defineConfig } from 'vitest/config';

// Each file starts an Envoy: one file and one test at a time is what two cores bear.
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    include: ['test/e2e/**/*.test.ts'],
    pool: 'forks',
    fileParallelism: false,
    maxWorkers: 1,
    // Thirty files load the same clients, and compile the same scanners for a Penstock inside their process: once is enough.
    isolate: false,
    // What stands still is ended; how fast the machine is, is not the question.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
