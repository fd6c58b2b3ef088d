// The labelled corpus: every kind of thing that must be found in several carriers, and texts in which nothing must be. Two splits: `dev` is what
// may be looked at while detectors are written; `held-out` has other seeds, and carriers and clean texts that `dev` does not have. Knows nothing
// of detectors.
import { personalCarriers, wordlessCarriers } from './carriers/about-people.ts';
import { assignedCarriers } from './carriers/assigned.ts';
import { bareCarriers } from './carriers/bare.ts';
import { blockCarriers } from './carriers/blocks.ts';
import type { Carrier, Door, Split } from './carriers/carrier.ts';
import { bareDocuments, namedDocuments } from './carriers/documents.ts';
import { spokenCarriers, spokenKeyCarriers } from './carriers/spoken.ts';
import { type Chance, chanceOf } from './chance.ts';
import { codeRecipes } from './clean/code.ts';
import { callRecipes, commandRecipes } from './clean/commands.ts';
import { configRecipes } from './clean/config.ts';
import { dataRecipes, documentRecipes } from './clean/data.ts';
import { digestRecipes } from './clean/digests.ts';
import { identifierRecipes } from './clean/identifiers.ts';
import { placeholderRecipes } from './clean/placeholders.ts';
import { paragraph, proseRecipes } from './clean/prose.ts';
import { publishedRecipes } from './clean/published.ts';
import { toolingRecipes } from './clean/tooling.ts';
import { cloudSecrets } from './kinds/cloud.ts';
import { keyKinds, passwordKinds } from './kinds/contextual.ts';
import type { PersonalKind } from './kinds/number-parts.ts';
import { otherNumbers } from './kinds/numbers-elsewhere.ts';
import { englishNumbers } from './kinds/numbers-english.ts';
import { europeanNumbers } from './kinds/numbers-europe.ts';
import { byContext, selfEvident } from './kinds/people.ts';
import { placesOf, riskKinds } from './kinds/risks.ts';
import { labelledSecret, type SecretKind } from './kinds/secret.ts';
import { serviceSecrets } from './kinds/services.ts';
import { addressSecrets, blockSecrets, structuredSecrets } from './kinds/structures.ts';
import { workSecrets } from './kinds/work.ts';
import { type Form, mark } from './labels.ts';

export interface LabelledText {
  /** The carrier, or the recipe of a clean text. */
  readonly recipe: string;
  readonly door: Door;
  /** With its labels still in it. */
  readonly marked: string;
}

export interface CorpusOptions {
  readonly split: Split;
  /** Texts for each kind and each clean recipe, in relation to the whole corpus: 1 for the floor in CI. */
  readonly scale: number;
}

/** Texts of one kind of a group, at scale 1. */
const texts = { recognisable: 3, address: 5, block: 5, key: 5, password: 24, personal: 5, risk: 1, clean: 17 };

/** The same texts for the same options, always. */
export function corpus({ split, scale }: CorpusOptions): readonly LabelledText[] {
  const fits = <T extends { readonly only?: Split }>(list: readonly T[]): readonly T[] =>
    list.filter(({ only }) => only === undefined || only === split);
  const times = (count: number): number => Math.max(1, Math.round(count * scale));
  const chance = (name: string): Chance => chanceOf(`${split}/${name}`);

  const secrets = (kinds: readonly SecretKind[], count: number, carriersFor: (i: number) => readonly Carrier[]): LabelledText[] =>
    kinds.flatMap(kind =>
      Array.from({ length: times(count) }, (_, i) => {
        const c = chance(`${kind.id}/${i}`);
        const carrier = c.pick(fits(carriersFor(i)).filter(({ id }) => !kind.id.endsWith('-phrase') || goesWithWords.test(id)));
        const name = kind.form === 'recognisable' && c.flip(0.3) ? c.pick(neutralNames) : kind.name;
        const cargo = { name, service: kind.service, value: labelledSecret(kind, c) };
        return { recipe: carrier.id, door: carrier.door, marked: surrounded(carrier.write(cargo, c), carrier.door, c) };
      }),
    );

  const inTurn =
    (...lists: readonly (readonly Carrier[])[]) =>
    (i: number): readonly Carrier[] =>
      lists[i % lists.length]!;
  const named = [...assignedCarriers, ...namedDocuments];
  const bare = [...bareCarriers, ...bareDocuments];
  const simple = bare.filter(({ id }) =>
    /^(?:prose|chat|german|argument$|log-message|stack-trace|nested-json|document|neutral|comment)/.test(id),
  );

  return [
    ...secrets(
      [...cloudSecrets, ...serviceSecrets, ...workSecrets, ...structuredSecrets],
      texts.recognisable,
      inTurn(named, bare, bare),
    ),
    ...secrets(addressSecrets, texts.address, inTurn(named, simple)),
    ...secrets(blockSecrets, texts.block, () => blockCarriers),
    ...secrets(keyKinds, texts.key, inTurn(named, named, spokenKeyCarriers)),
    ...secrets(passwordKinds, texts.password, inTurn(spokenCarriers, named, spokenCarriers)),
    ...personalTexts(
      selfEvident,
      'recognisable',
      times(texts.personal * 4),
      fits([...personalCarriers, ...wordlessCarriers]),
      chance,
    ),
    ...personalTexts(
      [...englishNumbers, ...europeanNumbers, ...otherNumbers, ...byContext],
      'context',
      times(texts.personal),
      fits(personalCarriers),
      chance,
    ),
    ...riskTexts(times(texts.risk), chance),
    ...fits([
      ...proseRecipes,
      ...digestRecipes,
      ...identifierRecipes,
      ...placeholderRecipes,
      ...toolingRecipes,
      ...publishedRecipes,
      ...codeRecipes,
      ...configRecipes,
      ...dataRecipes,
      ...commandRecipes,
      ...documentRecipes,
      ...callRecipes,
    ]).flatMap(({ id, door, write }) =>
      Array.from({ length: times(texts.clean) }, (_, i) => ({ recipe: id, door, marked: write(chance(`${id}/${i}`)) })),
    ),
  ].filter(({ recipe, marked }) => recipe.startsWith('clean-') || marked.includes('\uE000'));
}

/** Names that give nothing away. */
const neutralNames = ['VALUE', 'SETTING_4', 'APP_X', 'INPUT_DATA', 'PARAM', 'REMOTE', 'DEFAULT_ENTRY'];

/** Carriers of several words with spaces between them. */
const goesWithWords =
  /json|quoted|document|python|typescript|markdown|csharp|key-(?:is|use|colon|bold|german|french)|csv|comment|helm/;

/** Models talk around what they show. */
function surrounded(text: string, door: Door, chance: Chance): string {
  if (door !== 'markdown') return text;
  const before = chance.flip(0.4) ? `${paragraph(chance, chance.int(1, 3))}\n\n` : '';
  const after = chance.flip(0.4) ? `\n\n${paragraph(chance, chance.int(1, 3))}` : '';
  return before + text + after;
}

function personalTexts(
  numbers: readonly PersonalKind[],
  form: Form,
  count: number,
  carriers: readonly (typeof personalCarriers)[number][],
  chance: (name: string) => Chance,
): LabelledText[] {
  return numbers.flatMap(({ id, labels, make }) =>
    Array.from({ length: count }, (_, i) => {
      const c = chance(`${id}/${i}`);
      const carrier = c.pick(carriers);
      const value = mark(make(c), { id, group: 'personal', form });
      return {
        recipe: carrier.id,
        door: carrier.door,
        marked: surrounded(carrier.write({ label: c.pick(labels), value }, c), carrier.door, c),
      };
    }),
  );
}

function riskTexts(count: number, chance: (name: string) => Chance): LabelledText[] {
  return riskKinds.flatMap(({ id, snippets }) =>
    snippets.flatMap(([language, code], n) =>
      Array.from({ length: count }, (_, i) => {
        const c = chance(`${id}/${n}/${i}`);
        const shown = code(placesOf(c)).replaceAll(/§([^§]*)§/g, (_, risky: string) =>
          mark(risky, { id, group: 'risk', form: 'recognisable' }),
        );
        const marked = `${paragraph(c, 2)}\n\n\`\`\`${language}\n${shown}\n\`\`\`\n\n${paragraph(c, 1)}`;
        return { recipe: `answer-${language}`, door: 'markdown' as const, marked };
      }),
    ),
  );
}
