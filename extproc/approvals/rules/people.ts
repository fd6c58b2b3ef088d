// Whether someone who wants to decide is the one who asked. Too many names count as the same person rather than too few: who is refused by
// mistake finds a colleague.
import type { Approver, Hold } from '../../words/hold.ts';

/** By the principal's own names, and by the person, or the group, whom policy takes to be behind it. */
export function askedFor(hold: Pick<Hold, 'principal' | 'owner'>, approver: Approver): boolean {
  if (hold.owner?.startsWith('group:') && approver.groups.includes(everyGroup)) return true;
  const theirs = new Set([...namesOf(approver), ...approver.groups.map(group => `group:${group}`)].map(plain));
  return [hold.principal.id, hold.owner].some(name => name !== null && plain(name) !== '' && theirs.has(plain(name)));
}

/** Of someone whom sign-in gave no groups of their own. */
const everyGroup = '*';

/** What sign-in calls people by. */
const nameClaims = ['sub', 'email', 'preferred_username', 'upn'] as const;

function namesOf({ id, name, claims }: Approver): readonly string[] {
  const claimed = nameClaims.map(claim => claims[claim]).filter(value => typeof value === 'string');
  return [id, name, ...claimed].filter(value => value !== '');
}

/** `user:Ada` and `ada` are one. */
function plain(name: string): string {
  const folded = name.normalize('NFKC').trim().toLowerCase();
  return folded.startsWith('user:') ? folded.slice('user:'.length) : folded;
}
