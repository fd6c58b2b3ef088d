// `npm run accuracy`: recall and false alarms on both splits of the labelled corpus. Tables go to stdout, words to stderr; values nowhere, but
// for `--show N`, which prints so many missed and wrongly found texts of the dev split to stderr for those who write detectors.
import { parseArgs } from 'node:util';
import { examine } from './examine.ts';
import { openGuard } from './guard.ts';
import { byDetector, falseAlarms, summary, verdicts, worstCarriers, worstKinds } from './report.ts';

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '1' },
    split: { type: 'string', default: 'both' },
    show: { type: 'string', default: '0' },
    only: { type: 'string', default: '' },
    all: { type: 'boolean', default: false },
  },
});
const scale = Number(values.scale);
if (!(scale > 0 && scale <= 100)) throw new Error('--scale must be a number from 0 to 100');

const guard = await openGuard();
console.error(`penstock: ${guard.detectors} detectors`);
const compareEach = 4;
if (values.split !== 'held-out') {
  const dev = examine(guard, { split: 'dev', scale, compareEach });
  const count = values.all ? 1000 : 40;
  console.log(`# Split \`dev\`\n\n${summary(dev)}`);
  console.log(`\n## False alarms by recipe\n\n${falseAlarms(dev)}`);
  console.log(`\n## Kinds that are missed most\n\n${worstKinds(dev, count)}`);
  console.log(`\n## Carriers in which most is missed\n\n${worstCarriers(dev, count)}`);
  if (dev.disagreements.length > 0)
    console.log(`\n## Views that disagree\n\n${[...new Set(dev.disagreements.map(({ recipe }) => recipe))].join(', ')}`);
  console.log(`\n## By detector\n\n${byDetector(dev)}`);
  show(dev);
}
// Of the held-out split only sums are told: names of what is missed in it would make it another dev split.
if (values.split !== 'dev') {
  const heldOut = examine(guard, { split: 'held-out', scale, compareEach });
  console.log(`\n# Split \`held-out\`\n\n${verdicts(heldOut)}\n\n${summary(heldOut)}`);
}

function show({ outcomes, alarms, disagreements }: ReturnType<typeof examine>): void {
  const most = Number(values.show);
  const fits = (name: string): boolean => name.includes(values.only);
  const print = (title: string, text: string): void => console.error(`\n--- ${title}\n${text}`);
  for (const { kind, recipe, text } of outcomes.filter(one => !one.isHit && fits(`${one.kind.id} ${one.recipe}`)).slice(0, most))
    print(`missed ${kind.id} in ${recipe}`, text);
  for (const { recipe, found, text } of alarms
    .filter(one => fits(`${one.recipe} ${one.found.map(f => f.detector).join()}`))
    .slice(0, most)) {
    print(
      `wrongly found in ${recipe}: ${found.map(one => `${one.detector} ${JSON.stringify(text.slice(one.start, one.end))}`).join(', ')}`,
      text,
    );
  }
  for (const { recipe, text } of disagreements.filter(one => fits(one.recipe)).slice(0, most))
    print(`views disagree in ${recipe}`, text);
}
