// Times for people: how long ago, and how long is left.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** `4 min`, `2 h`, `3 d`. */
export function span(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3_600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

/** Goes on by the second. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

const soonMs = 120_000;

/** A part of its own, so that only it is drawn anew by the second. */
export function TimeLeft({ until }: { readonly until: string }): JSX.Element {
  const left = Date.parse(until) - useNow();
  return (
    <span class={left < soonMs ? 'soon' : 'quiet'} role="timer">
      {left > 0 ? `${span(left)} left` : 'no time left'}
    </span>
  );
}
