// CPU time of this process: other work on the machine disturbs it less than a clock.

export function cpuMillisOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The best of several runs. */
export function bestMillisOf(runs: number, work: () => unknown): number {
  let least = Infinity;
  for (let i = 0; i < runs; i += 1) least = Math.min(least, cpuMillisOf(work));
  return least;
}
