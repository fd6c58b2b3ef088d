// What work costs, in CPU time of the main thread. On a machine that others use too, time on the clock says how long others had the processor.

const sampleEveryMs = 100;

/** All that this thread has used. */
export function busyMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Gives what tells the CPU time since the event loop last came round: a timer can't run while one message keeps it. */
export function workClock(): () => number {
  let freeAt = busyMs();
  setInterval(() => {
    freeAt = busyMs();
  }, sampleEveryMs).unref();
  return () => busyMs() - freeAt;
}
