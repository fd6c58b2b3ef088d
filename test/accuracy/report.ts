// What an examination comes to, as tables. Kinds, recipes and detectors by name; never a value.
import type { Examination } from './examine.ts';
import { wanted } from './floors.ts';
import { groupOf, type Outcome, type Part, partOf, share } from './measure.ts';

const percent = (x: number): string => `${(x * 100).toFixed(2)} %`;

function ratio(of: number, all: number): string {
  const { low, high } = share(of, all);
  return `${of}/${all} | ${all === 0 ? '' : percent(of / all)} | ${percent(low)} – ${percent(high)}`;
}

/** The table of the first page: recall by part, false alarms. */
export function summary(exam: Examination): string {
  const parts = Map.groupBy(exam.outcomes, ({ kind }) => partOf(kind));
  const alone = new Map<Part, number>();
  exam.outcomes.forEach(({ kind }, i) => {
    if (exam.scanned[i]) alone.set(partOf(kind), (alone.get(partOf(kind)) ?? 0) + 1);
  });
  const rows = [...parts].map(([part, all]) => {
    const hits = all.filter(({ isHit }) => isHit);
    const named = hits.filter(({ isNamed }) => isNamed).length;
    return `| ${part} | ${new Set(all.map(({ kind }) => kind.id)).size} | ${ratio(hits.length, all.length)} | ${percent((alone.get(part) ?? 0) / all.length)} | ${percent(named / Math.max(1, hits.length))} |`;
  });
  const acted = exam.alarms.filter(({ isActedOn }) => isActedOn);
  const ofGroup = (group: string): number => exam.alarms.filter(({ found }) => found.some(one => groupOf(one) === group)).length;
  return [
    `${exam.texts} texts, ${(exam.bytes / 1e6).toFixed(2)} MB, ${exam.clean} of them clean; ${exam.compared} compared in all views, ${exam.disagreements.length} disagreed.`,
    '',
    '| recall | kinds | found | share | 95 % interval | scanner alone | by a detector of that name |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    '| false alarms | clean texts | share | 95 % interval |',
    '| --- | --- | --- | --- |',
    `| acted on by the shipped policy | ${ratio(acted.length, exam.clean)} |`,
    ...['secrets', 'personal', 'risk'].map(group => `| any finding, ${group} | ${ratio(ofGroup(group), exam.clean)} |`),
  ].join('\n');
}

/** What was meant to be reached, said plainly. */
export function verdicts(exam: Examination): string {
  const recall = Object.entries(wanted.recall).map(([part, least]) => {
    const all = exam.outcomes.filter(({ kind }) => partOf(kind) === part);
    const got = all.filter(({ isHit }) => isHit).length / all.length;
    return `| recall, ${part} | at least ${percent(least)} | ${percent(got)} | ${got >= least ? 'reached' : '**missed**'} |`;
  });
  const alarms = exam.alarms.filter(({ isActedOn }) => isActedOn).length / exam.clean;
  const most = wanted.falseAlarms;
  return [
    '| what | wanted | measured | |',
    '| --- | --- | --- | --- |',
    ...recall,
    `| clean texts acted on | at most ${percent(most)} | ${percent(alarms)} | ${alarms <= most ? 'reached' : '**missed**'} |`,
  ].join('\n');
}

/** The kinds that are missed most, with the carriers in which they are. */
export function worstKinds(exam: Examination, count: number): string {
  const rows = [...Map.groupBy(exam.outcomes, ({ kind }) => kind.id).values()]
    .map(all => ({ all, missed: all.filter(({ isHit }) => !isHit) }))
    .filter(({ missed }) => missed.length > 0)
    .sort((a, b) => b.missed.length / b.all.length - a.missed.length / a.all.length || b.missed.length - a.missed.length);
  return [
    '| kind | part | missed | carriers of the missed |',
    '| --- | --- | --- | --- |',
    ...rows
      .slice(0, count)
      .map(
        ({ all, missed }) =>
          `| ${all[0]!.kind.id} | ${partOf(all[0]!.kind)} | ${missed.length}/${all.length} | ${tally(missed.map(({ recipe }) => recipe))} |`,
      ),
  ].join('\n');
}

/** The carriers in which most is missed, by part. */
export function worstCarriers(exam: Examination, count: number): string {
  const name = ({ kind, recipe }: Outcome): string => `${partOf(kind)} | ${recipe}`;
  const rows = [...Map.groupBy(exam.outcomes, name)]
    .map(([id, all]) => ({ id, all, missed: all.filter(({ isHit }) => !isHit) }))
    .filter(({ missed }) => missed.length > 0)
    .sort((a, b) => b.missed.length / b.all.length - a.missed.length / a.all.length || b.missed.length - a.missed.length);
  return [
    '| part | carrier | missed | kinds |',
    '| --- | --- | --- | --- |',
    ...rows
      .slice(0, count)
      .map(({ id, all, missed }) => `| ${id} | ${missed.length}/${all.length} | ${tally(missed.map(({ kind }) => kind.id))} |`),
  ].join('\n');
}

/** The clean recipes that raise most alarms, with the detectors that raise them. */
export function falseAlarms(exam: Examination): string {
  const rows = [...Map.groupBy(exam.alarms, ({ recipe }) => recipe)].sort(([, a], [, b]) => b.length - a.length);
  return [
    '| clean recipe | texts with findings | acted on | detectors |',
    '| --- | --- | --- | --- |',
    ...rows.map(
      ([recipe, all]) =>
        `| ${recipe} | ${all.length} | ${all.filter(({ isActedOn }) => isActedOn).length} | ${tally(all.flatMap(({ found }) => [...new Set(found.map(one => one.detector))]))} |`,
    ),
  ].join('\n');
}

export function byDetector(exam: Examination): string {
  const rows = [...exam.byDetector].sort(([, a], [, b]) => b.wrong - a.wrong || b.right - a.right);
  return [
    '| detector | labelled texts | clean texts |',
    '| --- | --- | --- |',
    ...rows.map(([id, { right, wrong }]) => `| ${id} | ${right} | ${wrong} |`),
  ].join('\n');
}

/** `a (3), b`. */
function tally(names: readonly string[]): string {
  const counts = [...Map.groupBy(names, name => name)]
    .map(([name, all]) => ({ name, count: all.length }))
    .sort((a, b) => b.count - a.count);
  const shown = counts.slice(0, 8).map(({ name, count }) => (count > 1 ? `${name} (${count})` : name));
  return shown.join(', ') + (counts.length > 8 ? `, and ${counts.length - 8} more` : '');
}
