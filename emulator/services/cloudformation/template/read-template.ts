import { isList, isObject, type Json, type JsonObject } from './json.ts';
import { readParameters } from './parameter-declaration.ts';
import { parseText } from './parse-text.ts';
import { readOutputs } from './read-outputs.ts';
import { readResource } from './read-resource.ts';
import { LANGUAGE_EXTENSIONS, type Template } from './template.ts';
import { formatError, validationError } from './template-error.ts';

const SECTIONS = new Set(
  'AWSTemplateFormatVersion Description Metadata Parameters Rules Mappings Conditions Transform Resources Outputs Hooks'.split(
    ' ',
  ),
);
const RESOURCE_LIMIT = 500;

function refuseNulls(value: Json, path: string): void {
  if (value === null) throw formatError(`[${path}] 'null' values are not allowed in templates`);
  if (isList(value)) for (const [i, item] of value.entries()) refuseNulls(item, `${path}/${i}`);
  else if (isObject(value)) for (const [key, item] of Object.entries(value)) refuseNulls(item, `${path}/${key}`);
}

function section(source: JsonObject, name: string): JsonObject {
  const found = source[name];
  if (found === undefined) return {};
  if (!isObject(found)) throw formatError(`${name} must be a map of objects`);
  return found;
}

function readTransforms(value: Json | undefined): readonly string[] {
  if (value === undefined) return [];
  const list = isList(value) ? value : [value];
  return list.map((each) => {
    const name = isObject(each) ? each.Name : each;
    if (typeof name !== 'string') throw formatError('Transform must be a string or list of strings.');
    if (name !== LANGUAGE_EXTENSIONS) throw validationError(`No transform named ${name} found.`);
    return name;
  });
}

function readMappings(source: JsonObject): Template['mappings'] {
  const wrong = () => formatError('Every Mappings object member must contain a String key and an object value.');
  for (const [name, map] of Object.entries(section(source, 'Mappings'))) {
    if (!isObject(map)) throw formatError(`Every Mappings member ${name} must be a map`);
    for (const row of Object.values(map)) {
      if (!isObject(row)) throw wrong();
      for (const cell of Object.values(row))
        if (isObject(cell)) throw formatError('Every Mappings attribute must be a String or a List.');
    }
  }
  return section(source, 'Mappings') as Template['mappings'];
}

function readDescription(source: JsonObject): string | undefined {
  const { Description: description } = source;
  if (description === undefined) return undefined;
  if (typeof description !== 'string') throw formatError('Description must be a string.');
  if (Buffer.byteLength(description) > 1024) throw formatError("'Description' length is greater than 1024.");
  return description;
}

function readResources(source: JsonObject): Template['resources'] {
  const resources = Object.entries(section(source, 'Resources'));
  if (resources.length === 0) throw formatError('At least one Resources member must be defined.');
  if (resources.length > RESOURCE_LIMIT) {
    throw formatError(`Number of resources, ${resources.length}, is greater than maximum allowed, ${RESOURCE_LIMIT}`);
  }
  return Object.fromEntries(resources.map(([name, member]) => [name, readResource(name, member)]));
}

/**
 * Reads a template's text, JSON or YAML, and checks the shapes of its parts.
 * @throws AwsError `ValidationError`
 */
export function readTemplate(text: string): Template {
  const source = parseText(text);
  if (!isObject(source)) throw formatError('unsupported structure.');
  const unknown = Object.keys(source).filter((name) => !SECTIONS.has(name));
  if (unknown.length > 0) throw validationError(`Invalid template property or properties [${unknown.join(', ')}]`);
  refuseNulls(source, '');
  for (const name of ['Rules', 'Hooks'])
    if (source[name] !== undefined) throw validationError(`${name} are not supported by this emulator`);
  if (source.AWSTemplateFormatVersion !== undefined && source.AWSTemplateFormatVersion !== '2010-09-09') {
    throw formatError('unsupported value for AWSTemplateFormatVersion.');
  }
  return {
    description: readDescription(source),
    metadata: isObject(source.Metadata) ? source.Metadata : undefined,
    transforms: readTransforms(source.Transform),
    parameters: readParameters(section(source, 'Parameters')),
    mappings: readMappings(source),
    conditions: section(source, 'Conditions'),
    resources: readResources(source),
    outputs: readOutputs(section(source, 'Outputs')),
  };
}
