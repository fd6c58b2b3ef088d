// The clock's timers, as rooms are given them that have no clock of their own.

/** Does something after so long; gives what calls it off. */
export function later(ms: number, act: () => void): () => void {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
}
