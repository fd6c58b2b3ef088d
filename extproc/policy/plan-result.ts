// Parses what `penstock.plan` gave into a Plan. Knows the detectors by name, group and class, and takes no name that it doesn't know:
// a misspelt detector would look for nothing, in silence.
import type { DetectorFacts, Severity } from '../words/finding.ts';
import type { Limits } from '../words/limits.ts';
import type { Allowance, Plan, PlanPattern } from '../words/plan.ts';
import * as read from './shape.ts';

/** What plans may name. */
export interface PlanKnowledge {
  readonly detectors: readonly Pick<DetectorFacts, 'id' | 'group' | 'class'>[];
  /** Encodings that the scanner can look through. */
  readonly decodings: readonly string[];
}

export type PlanLimits = Pick<Limits, 'planItemsMax' | 'planPatternsMax' | 'patternBytesMax' | 'scannersMax'>;

const severities: readonly Severity[] = ['low', 'medium', 'high', 'critical'];

/**
 * Gives a parser of what was JSON, which throws ShapeProblem for anything that is not a plan. Of contradicting words the stricter one counts. Most
 * exchanges have the same few plans: they are given the same object again.
 */
export function planParser(knowledge: PlanKnowledge, limits: PlanLimits): (value: unknown) => Plan {
  const names = namesIn(knowledge);
  const known = new Map<string, Plan>();
  return value => {
    const text = JSON.stringify(value);
    const plan = known.get(text) ?? parsePlan(value, names, limits);
    if (known.size >= limits.scannersMax && !known.has(text)) known.clear();
    known.set(text, plan);
    return plan;
  };
}

/** What plans may name, looked up once for all of them: each exchange has a plan, and a plan may name a hundred detectors out of a thousand. */
interface Names {
  readonly groups: ReadonlySet<string>;
  /** Ids and groups. */
  readonly detectors: ReadonlySet<string>;
  /** Those under which something of class risk is looked for. */
  readonly risks: ReadonlySet<string>;
  readonly decodings: readonly string[];
}

function namesIn({ detectors, decodings }: PlanKnowledge): Names {
  const namesOf = (some: PlanKnowledge['detectors']) => new Set(some.flatMap(({ id, group }) => [id, group]));
  return {
    groups: new Set(detectors.map(({ group }) => group)),
    detectors: namesOf(detectors),
    risks: namesOf(detectors.filter(detector => detector.class === 'risk')),
    decodings,
  };
}

function parsePlan(value: unknown, names: Names, limits: PlanLimits): Plan {
  const draft = new Draft();
  read.list(value, 'plan', limits.planItemsMax).forEach((item, index) => {
    addItem(draft, item, `plan[${index}]`, names, limits);
  });
  if (draft.patterns.size > limits.planPatternsMax) {
    throw new read.ShapeProblem(`"plan" must have at most ${limits.planPatternsMax} patterns; got ${draft.patterns.size}`);
  }
  return {
    detectors: [...draft.detectors].sort(),
    keys: [...draft.keys].sort(),
    patterns: [...draft.patterns.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    mode: draft.buffer ? 'buffer' : 'stream',
    code: codeMode(draft, names),
    request: draft.request,
    decode: [...draft.decode].sort(),
    payload: (['block', 'scan', 'pass'] as const).find(word => draft.payload.has(word)) ?? 'scan',
    signed: draft.signed.has('block') || !draft.signed.has('pass') ? 'block' : 'pass',
    allow: [...draft.allow].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, allowance]) => allowance),
  };
}

class Draft {
  readonly detectors = new Set<string>();
  readonly keys = new Set<string>();
  readonly patterns = new Map<string, PlanPattern>();
  readonly code = new Set<Plan['code']>();
  readonly decode = new Set<string>();
  readonly allow = new Map<string, Allowance>();
  readonly payload = new Set<Plan['payload']>();
  readonly signed = new Set<Plan['signed']>();
  buffer = false;
  request = false;
}

const itemNames = ['key', 'pattern', 'mode', 'code', 'request', 'decode', 'allow', 'payload', 'signed'] as const;

function addItem(draft: Draft, item: unknown, at: string, names: Names, limits: PlanLimits): void {
  if (typeof item === 'string') {
    draft.detectors.add(detectorName(item, at, names));
    return;
  }
  const object = read.anObject(item, at);
  const name = itemNames.find(candidate => Object.hasOwn(object, candidate));
  if (name === undefined) throw read.wanted(at, `a detector's name or an object with one of ${itemNames.join(', ')}`, item);
  if (name === 'pattern') return addPattern(draft, object, at, names, limits);
  const value = read.fields(object, at, [name])[name];
  switch (name) {
    case 'key':
      draft.keys.add(read.text(value, `${at}.key`, 256));
      return;
    case 'mode':
      if (read.oneOf(value, `${at}.mode`, ['stream', 'buffer']) === 'buffer') draft.buffer = true;
      return;
    case 'code':
      draft.code.add(read.oneOf(value, `${at}.code`, ['line', 'block', 'off']));
      return;
    case 'request':
      if (read.flag(value, `${at}.request`)) draft.request = true;
      return;
    case 'decode':
      for (const encoding of read.list(value, `${at}.decode`, 16)) draft.decode.add(decoding(encoding, `${at}.decode`, names));
      return;
    case 'payload':
      draft.payload.add(read.oneOf(value, `${at}.payload`, ['scan', 'pass', 'block']));
      return;
    case 'signed':
      draft.signed.add(read.oneOf(value, `${at}.signed`, ['block', 'pass']));
      return;
    case 'allow':
      addAllowance(draft, value, `${at}.allow`, limits);
      return;
  }
}

function detectorName(name: string, at: string, { detectors, groups }: Names): string {
  if (detectors.has(name)) return name;
  throw read.wanted(at, `the id of a detector, or one of the groups ${[...groups].sort().join(', ')}`, name);
}

function addPattern(draft: Draft, item: read.Fields, at: string, { detectors }: Names, limits: PlanLimits): void {
  const given = read.fields(item, at, ['id', 'pattern'], ['class', 'severity', 'keywords']);
  const id = read.textLike(given.id, `${at}.id`, /^[a-z][a-z0-9-]{0,63}$/, 'lower case letters, digits and -');
  if (detectors.has(id)) {
    throw read.wanted(`${at}.id`, 'another name than a detector or group that comes with the program', id);
  }
  // Only a hint to engines that search for words first.
  if (given.keywords !== undefined)
    read.list(given.keywords, `${at}.keywords`, 64).map(word => read.text(word, `${at}.keywords`));
  const pattern: PlanPattern = {
    id,
    pattern: read.text(given.pattern, `${at}.pattern`, limits.patternBytesMax),
    class: given.class === undefined ? 'custom' : name(given.class, `${at}.class`),
    severity: given.severity === undefined ? 'medium' : read.oneOf(given.severity, `${at}.severity`, severities),
  };
  if (Buffer.byteLength(pattern.pattern) > limits.patternBytesMax) {
    throw read.wanted(`${at}.pattern`, `at most ${limits.patternBytesMax} bytes long`, pattern.pattern);
  }
  const other = draft.patterns.get(id);
  if (other !== undefined && JSON.stringify(other) !== JSON.stringify(pattern)) {
    throw read.wanted(`${at}.id`, 'unlike the id of a different pattern in the same plan', id);
  }
  draft.patterns.set(id, pattern);
}

function name(value: unknown, at: string): string {
  return read.textLike(value, at, /^[a-z][a-z0-9_-]{0,63}$/, 'lower case letters, digits, - and _');
}

function decoding(value: unknown, at: string, { decodings }: Names): string {
  if (decodings.length > 0) return read.oneOf(value, at, decodings);
  throw read.wanted(at, 'left out, for this program looks through no encodings yet', value);
}

function addAllowance(draft: Draft, value: unknown, at: string, limits: PlanLimits): void {
  const object = read.anObject(value, at);
  const kind = (['fingerprint', 'pattern', 'path'] as const).find(candidate => Object.hasOwn(object, candidate));
  if (kind === undefined) throw read.wanted(at, 'an object with one of fingerprint, pattern, path', value);
  const what = read.text(read.fields(object, at, [kind])[kind], `${at}.${kind}`, limits.patternBytesMax);
  draft.allow.set(`${kind} ${what}`, allowance(kind, what));
}

function allowance(kind: Allowance['kind'], what: string): Allowance {
  switch (kind) {
    case 'fingerprint':
      return { kind, fingerprint: what };
    case 'pattern':
      return { kind, pattern: what };
    case 'path':
      return { kind, path: what };
  }
}

/** Where nothing is said, code waits line by line as soon as something of class risk is looked for. */
function codeMode(draft: Draft, names: Names): Plan['code'] {
  if (draft.code.has('block')) return 'block';
  if (draft.code.has('line')) return 'line';
  if (draft.code.has('off')) return 'off';
  const looksForRisks =
    [...draft.detectors].some(name => names.risks.has(name)) ||
    [...draft.patterns.values()].some(pattern => pattern.class === 'risk');
  return looksForRisks ? 'line' : 'off';
}
