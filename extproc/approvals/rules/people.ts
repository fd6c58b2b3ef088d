// Who is the same person: the one who asked and the one who decides, or two who decided. Too many names count as the same person rather than too
// few: who is refused by mistake finds a colleague. One issuer may call a person by an address in one token and by a subject alone in another, as
// whoever asks for the token likes it.
import type { Approver, Hold, HoldDecision } from '../../words/hold.ts';

/** By the principal's own names, and by the person, or the group, whom policy takes to be behind it. */
export function askedFor(hold: Pick<Hold, 'principal' | 'owner'>, approver: Approver): boolean {
  if (hold.owner?.startsWith('group:') && approver.groups.includes(everyGroup)) return true;
  if (hold.owner?.startsWith('user:') && isUnnamed(approver) && !isSubject(hold.owner)) return true;
  const theirs = new Set([...namesOf(approver), ...approver.groups.map(group => `group:${group}`)].map(plain));
  return [hold.principal.id, hold.owner].some(name => name !== null && plain(name) !== '' && theirs.has(plain(name)));
}

/** Of someone whom sign-in gave no groups of their own. */
const everyGroup = '*';

/** What sign-in calls people by. */
const nameClaims = ['sub', 'email', 'preferred_username', 'upn'] as const;

function namesOf(approver: Approver): readonly string[] {
  const { name, claims } = approver;
  const claimed = nameClaims.map(claim => claims[claim]).filter(value => typeof value === 'string');
  return [...selvesOf(approver), name, ...claimed].filter(value => value !== '');
}

/** The ids that sign-in proved: the one that policies use, and the subject of the issuer, which is there in each token. */
export function selvesOf({ id, claims }: Approver): readonly string[] {
  const subject = subjectOf(claims);
  return [...new Set([id, ...(subject === null ? [] : [subject])].map(plain))];
}

/** How many people these are. */
export function peopleIn(decisions: readonly Pick<HoldDecision, 'selves'>[]): number {
  let people: ReadonlySet<string>[] = [];
  for (const { selves } of decisions) {
    const same = people.filter(one => selves.some(self => one.has(self)));
    people = [...people.filter(one => !same.includes(one)), new Set([...selves, ...same.flatMap(one => [...one])])];
  }
  return people.length;
}

/** An issuer tells nothing of them but the subject, so that they can't be told from a person whom policy knows by an address. */
function isUnnamed({ id, claims }: Approver): boolean {
  const subject = subjectOf(claims);
  return subject !== null && plain(id) === plain(subject);
}

function isSubject(owner: string): boolean {
  return owner.includes('#');
}

function subjectOf({ iss, sub }: Approver['claims']): string | null {
  return typeof iss === 'string' && typeof sub === 'string' ? `user:${iss}#${sub}` : null;
}

/** `user:Ada` and `ada` are one. */
function plain(name: string): string {
  const folded = name.normalize('NFKC').trim().toLowerCase();
  return folded.startsWith('user:') ? folded.slice('user:'.length) : folded;
}
