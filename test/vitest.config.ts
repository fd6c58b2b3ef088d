import { defineConfig } from 'vitest/config';

const slow = 'test/**/*.slow.test.ts';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    // Left to itself vitest leaves a core idle, which on two is every other.
    maxWorkers: '100%',
    // No test is about how fast the machine is: these end what stands still.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    globalSetup: ['test/postgres/global-setup.ts'],
    projects: [
      {
        extends: true,
        // Files share a worker, and so what is loaded and compiled in it: each with its own, a hundred load and compile the same again.
        test: {
          name: 'shared',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', slow, 'node_modules/**'],
          isolate: false,
        },
      },
      // What starts processes and threads, waits for real time or measures memory, has a worker of its own.
      { extends: true, test: { name: 'apart', include: [slow], exclude: ['test/e2e/**', 'node_modules/**'] } },
    ],
  },
});
