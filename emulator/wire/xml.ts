import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { AwsError } from '../core/aws-error.ts';
import { type ServiceModel, type Shape, type ShapeRef, shapeOf } from './model.ts';
import { readText } from './text-values.ts';
import { writeTimestamp } from './timestamps.ts';

/** An element: its text, or its children by name (each name a list). */
export type XmlNode = string | { [name: string]: XmlNode[] };

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  trimValues: false,
  isArray: (_name, _path, _leaf, isAttribute) => !isAttribute,
  processEntities: true,
  // Characters by their number: clients write a carriage return in a key as one. Other names are refused below.
  htmlEntities: true,
});

/** An entity that XML knows by itself, or a character by its number. */
const REFERENCE = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i;
const SECTIONS = /<!\[CDATA\[.*?\]\]>|<!--.*?-->/gs;

/** The parser takes whatever it can make sense of; AWS takes what is XML, without a document type. */
function checkWellFormed(text: string): void {
  const found = XMLValidator.validate(text);
  if (found !== true) throw new Error(found.err.msg);
  const bare = text.replace(SECTIONS, '');
  if (/<!DOCTYPE/i.test(bare) || REFERENCE.test(bare)) throw new Error('an entity that is not declared');
}

/**
 * The children of a document's root element.
 * @param root what the element must be called; undefined: the model does not say
 * @throws AwsError `MalformedXML`
 */
export function parseXml(body: Uint8Array, root?: string): { name: string; root: XmlNode } {
  try {
    const text = Buffer.from(body)
      .toString('utf8')
      .replace(/^\uFEFF/, '');
    checkWellFormed(text);
    const parsed = parser.parse(text) as Record<string, XmlNode[]>;
    const [name, nodes] = Object.entries(parsed).find(([key]) => !key.startsWith('?')) ?? [];
    if (name === undefined || nodes?.[0] === undefined) throw new Error('no root element');
    if (root !== undefined && name.replace(/^.*:/, '') !== root) throw new Error(`${name} in place of ${root}`);
    return { name, root: nodes[0] };
  } catch (cause) {
    throw new AwsError(
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our published schema',
      { status: 400, cause },
    );
  }
}

const childrenOf = (node: XmlNode, name: string): readonly XmlNode[] =>
  typeof node === 'string' ? [] : (node[name] ?? []);

const textOf = (node: XmlNode): string => {
  if (typeof node === 'string') return node;
  const text = node['#text'] as unknown;
  return typeof text === 'string' ? text : Array.isArray(text) ? text.join('') : '';
};

/** An element as the SDK's type of its shape. */
export function readXml(node: XmlNode, ref: ShapeRef | undefined, model: ServiceModel): unknown {
  const shape = shapeOf(model, ref);
  if (shape.type === 'structure') return readStructure(node, shape, model);
  if (shape.type === 'list')
    return childrenOf(node, shape.member?.locationName ?? 'member').map((item) => readXml(item, shape.member, model));
  if (shape.type === 'map') return readMap(childrenOf(node, 'entry'), shape, model);
  return readText(textOf(node), shape);
}

function readMap(entries: readonly XmlNode[], shape: Shape, model: ServiceModel): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const entry of entries) {
    const [key] = childrenOf(entry, shape.key?.locationName ?? 'key');
    const [value] = childrenOf(entry, shape.value?.locationName ?? 'value');
    if (key !== undefined && value !== undefined) found[textOf(key)] = readXml(value, shape.value, model);
  }
  return found;
}

function readStructure(node: XmlNode, shape: Shape, model: ServiceModel): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [name, ref] of Object.entries(shape.members ?? {})) {
    if (ref.location !== undefined) continue;
    const member = shapeOf(model, ref);
    const wire = ref.locationName ?? name;
    if (ref.xmlAttribute) {
      const value = typeof node === 'string' ? undefined : (node[`@${wire}`] as unknown);
      if (typeof value === 'string') found[name] = readText(value, member);
      continue;
    }
    const flat = (member.flattened || ref.flattened) ?? false;
    const nodes = childrenOf(node, flat && member.type === 'list' ? (member.member?.locationName ?? wire) : wire);
    if (nodes.length === 0) continue;
    if (flat && member.type === 'list') found[name] = nodes.map((item) => readXml(item, member.member, model));
    else if (flat && member.type === 'map') found[name] = readMap(nodes, member, model);
    else found[name] = readXml(nodes[0] ?? '', ref, model);
  }
  return found;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
};
/** Characters that XML 1.0 cannot hold are written as references, which AWS's own clients accept. */
const isControl = (c: string): boolean => c < ' ' && c !== '\t' && c !== '\n';

export const escapeXml = (text: string): string =>
  text.replace(/[&<>"\p{Cc}]/gu, (c) => ESCAPES[c] ?? (isControl(c) ? `&#x${c.charCodeAt(0).toString(16)};` : c));

export const element = (name: string, content: string, attributes = ''): string =>
  `<${name}${attributes}>${content}</${name}>`;

const namespaceOf = (ref: ShapeRef | undefined, shape: Shape): string => {
  const space = ref?.xmlNamespace ?? shape.xmlNamespace;
  if (!space) return '';
  const prefix = (space as { prefix?: string }).prefix;
  return ` xmlns${prefix ? `:${prefix}` : ''}="${escapeXml(space.uri)}"`;
};

/** One member as XML, with its own tag; lists and maps as the model nests or flattens them. */
export function writeXml(name: string, value: unknown, ref: ShapeRef | undefined, model: ServiceModel): string {
  if (value === undefined || value === null) return '';
  const shape = shapeOf(model, ref);
  switch (shape.type) {
    case 'structure':
      return element(
        name,
        writeMembers(value as Record<string, unknown>, shape, model),
        namespaceOf(ref, shape) + writeAttributes(value as Record<string, unknown>, shape),
      );
    case 'list':
      return writeList(name, value as unknown[], ref, shape, model);
    case 'map':
      return writeMap(name, value as Record<string, unknown>, ref, shape, model);
    case 'timestamp':
      return element(
        name,
        String(
          value instanceof Date
            ? writeTimestamp(value, ref?.timestampFormat ?? shape.timestampFormat ?? 'iso8601')
            : value,
        ),
      );
    case 'blob':
      return element(name, typeof value === 'string' ? value : Buffer.from(value as Uint8Array).toString('base64'));
    default:
      return element(name, escapeXml(String(value)));
  }
}

const writeAttributes = (value: Record<string, unknown>, shape: Shape): string =>
  Object.entries(shape.members ?? {})
    .filter(([name, ref]) => ref.xmlAttribute && value[name] !== undefined)
    .map(([name, ref]) => ` ${ref.locationName ?? name}="${escapeXml(String(value[name]))}"`)
    .join('');

/** The members of a structure that belong into the body, one after another. */
export const writeMembers = (value: Record<string, unknown>, shape: Shape, model: ServiceModel): string =>
  Object.entries(shape.members ?? {})
    .filter(([, ref]) => ref.location === undefined && !ref.xmlAttribute)
    .map(([name, ref]) => writeXml(ref.locationName ?? name, value[name], ref, model))
    .join('');

function writeList(
  name: string,
  items: unknown[],
  ref: ShapeRef | undefined,
  shape: Shape,
  model: ServiceModel,
): string {
  const flat = shape.flattened || ref?.flattened;
  const tag = shape.member?.locationName ?? (flat ? name : 'member');
  const inner = items.map((item) => writeXml(tag, item, shape.member, model)).join('');
  return flat ? inner : element(name, inner);
}

function writeMap(
  name: string,
  map: Record<string, unknown>,
  ref: ShapeRef | undefined,
  shape: Shape,
  model: ServiceModel,
): string {
  const flat = shape.flattened || ref?.flattened;
  const entries = Object.entries(map).filter(([, value]) => value !== undefined);
  const pairs = entries.map(([key, value]) =>
    element(
      flat ? name : 'entry',
      writeXml(shape.key?.locationName ?? 'key', key, shape.key, model) +
        writeXml(shape.value?.locationName ?? 'value', value, shape.value, model),
    ),
  );
  return flat ? pairs.join('') : element(name, pairs.join(''));
}
