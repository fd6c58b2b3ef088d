// Sessions and exchanges as lines for a terminal. Pure; everything that came from outside is made visible on the way.
import { columns, type ToldHold } from './holds-shown.ts';
import type { ToldExchange, ToldSession } from './sessions-told.ts';
import { visibleLine } from './visible.ts';

export function sessionTable(sessions: readonly ToldSession[]): string {
  const rows = sessions.map(session => [
    session.id,
    session.firstAt,
    String(session.exchanges),
    decisionsLine(session),
    visibleLine(session.principal, 48),
    visibleLine(session.connections.join(', '), 32),
  ]);
  return columns([['SESSION', 'BEGAN', 'EXCHANGES', 'DECISIONS', 'WHO ASKED', 'CONNECTION'], ...rows]);
}

export function exchangeTable(exchanges: readonly ToldExchange[]): string {
  const rows = exchanges.map(({ id, beganAt, connection, path, model, end }) => [
    id,
    beganAt,
    end?.decision ?? 'runs',
    visibleLine(connection, 20),
    visibleLine(path, 40),
    visibleLine(model ?? '-', 24),
    visibleLine([...(end?.detectors ?? []), ...(end?.tools ?? [])].join(', ') || '-', 60),
  ]);
  return columns([['EXCHANGE', 'BEGAN', 'DECISION', 'CONNECTION', 'PATH', 'MODEL', 'DETECTORS AND TOOLS'], ...rows]);
}

export function sessionHead(session: ToldSession): string {
  return [
    session.id,
    `  asked by  ${visibleLine(session.principal)} through ${visibleLine(session.connections.join(', '))}`,
    `  from      ${session.firstAt} to ${session.lastAt}`,
    `  exchanges ${session.exchanges}: ${decisionsLine(session)}; ${session.tokens} tokens`,
  ].join('\n');
}

/** One exchange: what it was, what was found where and what became of it, who decided. */
export function exchangeDetail(exchange: ToldExchange, holds: readonly ToldHold[]): string {
  const { id, session, connection, principal, method, path, model, policyRevision, beganAt, keptUntil, end } = exchange;
  const lines = [
    `${id}  ${end?.decision ?? 'runs'}${end?.block == null ? '' : ` (${visibleLine(end.block)})`}`,
    `  session   ${session}`,
    `  asked by  ${visibleLine(principal)} through ${visibleLine(connection)}`,
    `  request   ${visibleLine(method)} ${visibleLine(path)}${model === null ? '' : `, ${visibleLine(model)}`}`,
    `  began     ${beganAt}, policy ${visibleLine(policyRevision)}`,
  ];
  if (end !== null) lines.push(`  ended     ${end.endedAt}, ${visibleLine(end.ending)}, status ${end.status ?? '-'}`);
  for (const { detector, side, path: place, count, action, with: by, rule } of end?.findings ?? [])
    lines.push(
      `  found     ${visibleLine(detector)} in the ${side} at ${visibleLine(place)}${count > 1 ? `, ${count} times` : ''}: ${visibleLine(action)}${by === null ? '' : ` with ${visibleLine(by)}`}${rule === null ? '' : ` by ${visibleLine(rule)}`}`,
    );
  if (end?.findings.length === 0 && end.detectors.length > 0) lines.push(`  found     ${visibleLine(end.detectors.join(', '))}`);
  if (end !== null && end.tools.length > 0) lines.push(`  tools     ${visibleLine(end.tools.join(', '))}`);
  for (const hold of holds) lines.push(...holdLines(hold));
  if (end !== null) {
    const { pieces, bytes, isCut, digest } = end;
    lines.push(
      `  recorded  ${pieces} pieces, ${bytes.request} bytes up and ${bytes.response} down${isCut ? '; more came than was taken down' : ''}`,
      `  digest    ${digest ?? '-'}`,
    );
  }
  lines.push(`  kept      until ${keptUntil}`);
  return lines.join('\n');
}

function holdLines({ id, state, rules, decisions }: ToldHold): string[] {
  return [
    `  held      ${id}, ${state}, by ${visibleLine(rules.map(({ rule }) => rule).join(', '))}`,
    ...decisions.map(
      ({ name, decision, reason, at }) =>
        `  decided   ${decision} by ${visibleLine(name)} at ${at}${reason === null ? '' : `: ${visibleLine(reason)}`}`,
    ),
  ];
}

function decisionsLine({ decisions }: ToldSession): string {
  const told = Object.entries(decisions).map(([decision, number]) => `${number} ${visibleLine(decision, 20)}`);
  return told.join(', ') || '-';
}
