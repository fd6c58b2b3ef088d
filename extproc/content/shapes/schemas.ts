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
  'result.tools[].outputSchema',
  // Of MCP servers, as they are told by the provider that asked them.
  'item.tools[].input_schema',
  'output[].tools[].input_schema',
  'response.output[].tools[].input_schema',
  'response_format.schema',
  'output_format.schema',
  'output_config.format.schema',
  'generationConfig.responseJsonSchema',
  'tools[].functionDeclarations[].parametersJsonSchema',
  'tools[].functionDeclarations[].response',
  'format',
];

export const schemas: RoleTable = Object.fromEntries(places.map(place => [place, { kind: 'schema' }]));
