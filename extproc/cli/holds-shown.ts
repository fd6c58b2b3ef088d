// Holds as lines and pages for a terminal. Pure; everything that came from outside is made visible on the way.
import { visibleBlock, visibleLine } from './visible.ts';

/** As much of the API's hold as is shown. */
export interface ToldHold {
  readonly id: string;
  readonly state: string;
  readonly digest: string | null;
  readonly reading: string;
  readonly side: string;
  readonly rules: readonly {
    readonly rule: string;
    readonly reason: string;
    readonly approvers: readonly string[];
    readonly quorum: number;
  }[];
  readonly findings: readonly {
    readonly detector: string;
    readonly severity: string;
    readonly path: string;
    readonly action: string;
    readonly count: number;
  }[];
  readonly principal: { readonly id: string };
  readonly connection: string;
  readonly model: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly decisions: readonly {
    readonly name: string;
    readonly decision: string;
    readonly reason: string | null;
    readonly at: string;
  }[];
  readonly may?: { readonly allow: boolean; readonly reason: string | null } | null;
}

export interface ToldContent {
  readonly digest: string;
  readonly beforeIsCut: boolean;
  readonly texts: readonly {
    readonly channel: string;
    readonly kind: string;
    readonly name: string | null;
    readonly text: string;
    readonly leftChars: number;
    readonly editable: boolean;
    readonly marks: readonly {
      readonly start: number;
      readonly end: number;
      readonly detector: string;
      readonly action: string;
    }[];
  }[];
}

/** One line a hold, columns aligned. */
export function holdTable(holds: readonly ToldHold[], nowMs: number): string {
  const rows = holds.map(hold => [
    hold.id,
    hold.state,
    leftOf(hold, nowMs),
    visibleLine(hold.rules.map(({ rule }) => rule).join(', '), 40),
    visibleLine(hold.principal.id, 48),
    visibleLine(hold.connection, 20),
  ]);
  return columns([['HOLD', 'STATE', 'LEFT', 'RULE', 'WHO ASKED', 'CONNECTION'], ...rows]);
}

/** Rows of as many cells each, aligned. */
export function columns(all: readonly (readonly string[])[]): string {
  const widths = all[0]!.map((_, column) => Math.max(...all.map(row => row[column]!.length)));
  return all
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function holdLine(hold: ToldHold, nowMs: number): string {
  const [first] = hold.rules;
  const last = hold.decisions.at(-1);
  const by = last === undefined ? '' : `  ${last.decision} by ${visibleLine(last.name, 64)}`;
  return `${hold.id}  ${hold.state}  ${leftOf(hold, nowMs)}  ${visibleLine(first?.rule ?? '', 40)}  ${visibleLine(hold.principal.id, 64)}${by}`;
}

/** Everything about a hold, and what is held. */
export function holdDetail(
  hold: ToldHold,
  content: ToldContent | null,
  how: { readonly nowMs: number; readonly colours: boolean },
): string {
  const lines = [
    `${hold.id}  ${hold.state}  ${leftOf(hold, how.nowMs)}`,
    ...hold.rules.map(
      ({ rule, reason, approvers, quorum }) =>
        `  held by   ${visibleLine(rule)}: ${visibleLine(reason)} (${quorum} of ${visibleLine(approvers.join(', '))})`,
    ),
    `  asked by  ${visibleLine(hold.principal.id)} through ${visibleLine(hold.connection)}${hold.model === null ? '' : `, ${visibleLine(hold.model)}`}`,
    `  since     ${hold.createdAt}, until ${hold.expiresAt}`,
    ...hold.findings.map(
      ({ detector, severity, path, action, count }) =>
        `  found     ${visibleLine(detector)} (${visibleLine(severity)}, ${action}${count > 1 ? `, ${count} times` : ''}) at ${visibleLine(path)}`,
    ),
    ...hold.decisions.map(
      ({ name, decision, reason, at }) =>
        `  decided   ${decision} by ${visibleLine(name)} at ${at}${reason === null ? '' : `: ${visibleLine(reason)}`}`,
    ),
    `  digest    ${hold.digest ?? '(the answer is still being read)'}`,
  ];
  if (hold.may != null && hold.state === 'pending')
    lines.push(
      hold.may.allow
        ? '  you       may decide'
        : `  you       may not decide: ${visibleLine(hold.may.reason ?? 'the policy does not let you')}`,
    );
  if (content?.beforeIsCut === true) lines.push('', '‹what had left earlier is not kept any more›');
  const shown =
    content?.texts.filter(({ kind, marks }) => kind !== 'other' || marks.some(({ action }) => action === 'hold')) ?? [];
  for (const text of shown) lines.push('', heading(text), marked(text, how.colours));
  const others = (content?.texts.length ?? 0) - shown.length;
  if (others > 0) lines.push('', `‹and ${others} values of the protocol: \`--json\` has them›`);
  return lines.join('\n');
}

type Text = ToldContent['texts'][number];

function heading({ kind, name, channel, leftChars }: Text): string {
  const what = kind === 'tool_call' ? `tool call ${visibleLine(name ?? '')}` : kind;
  return `── ${what}  ${visibleLine(channel, 100)}${leftChars > 0 ? `  (the first ${leftChars} characters have left)` : ''}`;
}

/** What made a rule hold stands between «…», in red where there are colours. */
function marked({ text, marks }: Text, colours: boolean): string {
  const [open, close] = colours ? ['\x1b[31m«', '»\x1b[0m'] : ['«', '»'];
  const holds = marks.filter(({ action }) => action === 'hold').toSorted((a, b) => a.start - b.start);
  let out = '';
  let at = 0;
  for (const { start, end } of holds) {
    if (start < at) continue;
    out += `${visibleBlock(text.slice(at, start))}${open}${visibleBlock(text.slice(start, end))}${close}`;
    at = end;
  }
  return out + visibleBlock(text.slice(at));
}

function leftOf({ state, expiresAt }: ToldHold, nowMs: number): string {
  if (state !== 'pending') return '-';
  const seconds = Math.max(0, Math.round((Date.parse(expiresAt) - nowMs) / 1000));
  return seconds >= 120 ? `${Math.round(seconds / 60)} min` : `${seconds} s`;
}
