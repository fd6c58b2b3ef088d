// Says how far the name of a field reaches into the object under it. All that stands there is masked with it, but for the words of objects that
// say something about a value, or where it is kept, and have none themselves: `{"type": "string", "minLength": 12}`.
// Knows labels alone; what a value is worth fields.ts says.

/** Objects whose keys are names, each with an object that says what may stand under that name: in schemas, templates, mappings. */
const declaring = new Set([
  ...['properties', 'patternproperties', 'definitions', '$defs', 'schemas', 'parameters', 'variables', 'members', 'fields'],
  ...['inputs', 'outputs', 'securityschemes', 'columns', 'operations', 'actions', 'methods', 'shapes'],
]);
/** What of such an object may be a value all the same. */
const declaredValues = new Set(['value', 'default', 'defaultvalue', 'const', 'example', 'examples', 'enum', 'content', 'secret']);

/** In any object: what describes a value, counts it, dates it, says where it stands in a text, or where it is kept. */
const descriptions = new RegExp(
  '^(?:' +
    [
      '\\$?type|kind|format|pattern|regex|rules?|description|title|label|placeholder|message|hint|help|comment|in|scheme|bearerformat|algorithm|alg|typ|lang|unit',
      'required|optional|nullable|readonly|writeonly|sensitive|deprecated|enabled|disabled|active|renewable|revoked|valid|unique|index|visible|hidden',
      '(?:min|max|require|requires|allow|allows|disallow|is|has|can|num|no)[_-]?[a-z_-]{2,24}|(?:[a-z]{1,16}[_-]?)?(?:length|count|size|limit|digits)',
      'expir[a-z_]{1,16}|ttl|lifetime|[a-z]{1,16}(?:_at|_?date|_?days|_?seconds|_?minutes|_?hours)|created|updated|rotated|iat|exp|nbf',
      'min|max|uuid|p[0-9]{2}|doc|tf|start|end|line|column|pos|position|offset|from|to|row|logprob|score|depth|level|order|width|height',
      'version|license|resolved|integrity|engines|requires|dependencies|dev|peer|bundled',
      'source|file|external|secret_?ref|from_?(?:secret|env)|\\$?ref|fn::[a-z0-9]+|!?getatt|reference|valuefrom|secretkeyref|configmapkeyref|secretname|defaultmode|mode|scopes?|policies|permissions|provider|profile',
    ].join('|') +
    ')$',
);

/** The field that what stands in a container is masked for. `holder` is what the container stands under, itself. */
export function inheritedField(field: string | null, holder: string | null, label: string | null): string | null {
  if (field === null || label === null) return field;
  const word = label.replaceAll(/([a-z])(?=[A-Z])/g, '$1_').toLowerCase();
  if (descriptions.test(word) || descriptions.test(label.toLowerCase())) return null;
  return declaring.has(holder?.toLowerCase() ?? '') && !declaredValues.has(label.toLowerCase()) ? null : field;
}
