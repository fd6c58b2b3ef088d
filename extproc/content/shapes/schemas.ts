// Where APIs take or tell JSON schemas: of tools, and of answers. Names of fields in them are declarations, not values.
import type { RoleTable } from './shape.ts';

const places = [
  'tools[].function.parameters',
  'tools[].parameters',
  'tools[].input_schema',
  'tools[].function_declarations[].parameters',
  'tools[].functionDeclarations[].parameters',
  'functions[].parameters',
  'response_format.json_schema.schema',
  'text.format.schema',
  'generationConfig.responseSchema',
  'response.tools[].parameters',
  'response.text.format.schema',
  'result.tools[].inputSchema',
];

export const schemas: RoleTable = Object.fromEntries(places.map(place => [place, { kind: 'schema' }]));
