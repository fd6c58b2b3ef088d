// Tells when the program is asked to stop: by a signal, or by the end of the process that started it.

export interface Stop {
  /** Resolves with the signal's name, or `parent`. */
  readonly asked: Promise<string>;
}

/** A terminal sends SIGINT to the whole group while the starter passes its own on: the second one so soon is the same. */
const sameMs = 1_000;

/** The first request is for the caller, a later one ends the process at once. */
export function onStop(exit: () => never = () => process.exit(130)): Stop {
  let firstAt: number | null = null;
  const { promise, resolve } = Promise.withResolvers<string>();
  const stop = (why: string) => {
    const now = performance.now();
    if (firstAt !== null && now - firstAt > sameMs) exit();
    firstAt ??= now;
    resolve(why);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(signal));
  if (process.connected) {
    process.on('disconnect', () => stop('parent'));
    process.channel?.unref();
  }
  return { asked: promise };
}
