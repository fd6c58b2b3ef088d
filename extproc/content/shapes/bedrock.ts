// Amazon Bedrock. Converse has words of its own, the same for all models; what InvokeModel tells is whatever the model's maker speaks, and
// the model's id in the path says who that is. Nova speaks Converse's words there too.
// Events of a stream are named outside of their documents: eventstream/typed.ts writes the name into them.
import * as generic from './generic.ts';
import { schemas } from './schemas.ts';
import {
  asWhole,
  atom,
  below,
  call,
  complete,
  type Ending,
  item,
  jsonOrText,
  payload,
  type RoleTable,
  type Shape,
  sealed,
  shapeFrom,
  signedText,
  signedWhole,
  soleText,
  text,
  textOrPiece,
  told,
  whole,
} from './shape.ts';

export type ModelFamily = 'converse' | 'anthropic' | 'openai' | 'other';

const makers: Readonly<Record<string, ModelFamily>> = {
  anthropic: 'anthropic',
  openai: 'openai',
  deepseek: 'openai',
  qwen: 'openai',
  mistral: 'openai',
  ai21: 'openai',
  'amazon.nova': 'converse',
};

/** Whose words are spoken at this path. Ids may be those of inference profiles (`us.anthropic.…`) and ARNs that end in one. */
export function familyAt(path: string): ModelFamily {
  const id = modelAt(path);
  if (id === null) return 'other';
  const [, name] = /(?:^|[./:])(anthropic|openai|deepseek|qwen|mistral|ai21|amazon\.nova)[.-]/.exec(id) ?? [];
  return name === undefined ? 'other' : makers[name]!;
}

/** The model's id as the path tells it; null where it tells none. */
export function modelAt(path: string): string | null {
  const segment = /^\/model\/([^/]+)\//.exec(path)?.[1];
  if (segment === undefined) return null;
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}

const toolUse: RoleTable = {
  'toolUse.toolUseId': call('toolUse', 'id'),
  'toolUse.name': call('toolUse', 'name'),
};

const stopped: RoleTable = { stopReason: atom, additionalModelResponseFields: complete, trace: complete };

/** What Bedrock tells beside what a model says. */
const beside: RoleTable = {
  'amazon-bedrock-invocationMetrics': complete,
  'amazon-bedrock-trace': complete,
  'amazon-bedrock-guardrailAction': atom,
};

const events: RoleTable = {
  ...schemas,
  // Names of events stand outside of their documents; a second one inside would be another event to some clients.
  messageStart: told,
  contentBlockStart: told,
  contentBlockDelta: told,
  contentBlockStop: told,
  messageStop: told,
  type: { kind: 'type' },
  p: atom,
  role: atom,
  // Of exceptions.
  message: atom,
  originalMessage: atom,
  ...stopped,
  performanceConfig: complete,
  serviceTier: complete,
  ...beside,
};

const inEvents: Readonly<Record<string, RoleTable>> = {
  contentBlockStart: below('start', toolUse),
  contentBlockDelta: {
    'delta.text': text('text', true),
    'delta.toolUse.input': call('toolUse', 'arguments'),
    'delta.reasoningContent.text': signedText('reasoning'),
    'delta.reasoningContent.signature': sealed,
    'delta.reasoningContent.redactedContent': sealed,
    'delta.citation': complete,
  },
};

function endingOf(type: string): Ending {
  switch (type) {
    case 'messageStart':
      return 'anew';
    case 'contentBlockStart':
      return 'fresh';
    case 'contentBlockStop':
      return 'some';
    case 'messageStop':
      return 'all';
    default:
      return 'none';
  }
}

/** Events of ConverseStream. */
export const converse: Shape = shapeFrom({
  table: events,
  typed: inEvents,
  other: generic.inStream,
  ending: endingOf,
  isStream: true,
  dataMayBeText: false,
});

/** What stands in messages of answers and of requests alike. */
const blocks: RoleTable = {
  text: whole,
  'reasoningContent.reasoningText.text': signedWhole,
  'reasoningContent.reasoningText.signature': sealed,
  'reasoningContent.redactedContent': sealed,
  'image.source.bytes': payload('image'),
  'document.source.bytes': payload('file'),
  'video.source.bytes': payload('file'),
  'audio.source.bytes': payload('audio'),
};

const content: RoleTable = {
  '': item('content'),
  ...blocks,
  ...toolUse,
  'toolUse.input': call('toolUse', 'object'),
};

/** Texts of models that have no other place. */
const lines: RoleTable = {
  generation: soleText('generation'),
  outputText: soleText('outputText'),
  completion: soleText('completion'),
  text: soleText('text'),
  completionReason: atom,
  'outputs[]': item('outputs'),
  'outputs[].text': textOrPiece('text', true),
  'outputs[].stop_reason': atom,
  event_type: atom,
  generation_id: atom,
  ...beside,
};

/** Events of the models whose makers have no table of their own. */
export const otherModels: Shape = shapeFrom({
  table: { ...generic.events, ...lines },
  other: generic.inStream,
  ending: generic.endingOf,
  isStream: true,
  dataMayBeText: false,
});

const answers: RoleTable = {
  ...below('output.message.content[]', content),
  ...stopped,
  ...asWhole(lines),
  'results[].outputText': whole,
  'generations[].text': whole,
};

const requests: RoleTable = {
  'toolConfig.tools[].toolSpec.inputSchema.json': { kind: 'schema' },
  ...below('messages[].content[]', blocks),
  'messages[].content[].toolResult.content[].text': jsonOrText,
  ...below('messages[].content[].toolResult.content[]', {
    'image.source.bytes': payload('image'),
    'document.source.bytes': payload('file'),
  }),
  inputText: whole,
};

export const tables = { stream: { ...events, ...lines }, typed: inEvents, document: answers, request: requests };

/** An answer that is not streamed: Converse's, Nova's, and those of models without a table. */
export const document: Shape = generic.documentOf({ ...generic.documents, ...answers });

/** A request, in Converse's words or in those of a model's maker. */
export const request: Shape = generic.documentOf({ ...generic.requests, ...requests });
