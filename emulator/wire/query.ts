import { AwsError } from '../core/aws-error.ts';
import { queryCompatibleCode } from './aws-json.ts';
import type { Codec, WireRequest } from './codec.ts';
import { errorShape, statusOf } from './error-status.ts';
import { type ServiceModel, type Shape, type ShapeRef, shapeOf } from './model.ts';
import { readText } from './text-values.ts';
import { element, escapeXml, writeMembers } from './xml.ts';

/** `Tags.member.1.Key=a` as a tree: a value at its leaves. */
interface Tree {
  value?: string;
  readonly children: Map<string, Tree>;
}

const newTree = (): Tree => ({ children: new Map() });

function treeOf(parameters: URLSearchParams): Tree {
  const root = newTree();
  for (const [name, value] of parameters) {
    let node = root;
    for (const part of name.split('.')) {
      const child = node.children.get(part) ?? newTree();
      node.children.set(part, child);
      node = child;
    }
    node.value = value;
  }
  return root;
}

const numbered = (tree: Tree): Tree[] =>
  [...tree.children]
    .filter(([key]) => /^\d+$/.test(key))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, child]) => child);

function read(tree: Tree, ref: ShapeRef | undefined, model: ServiceModel): unknown {
  const shape = shapeOf(model, ref);
  if (shape.type === 'structure') return readStructure(tree, shape, model);
  if (shape.type === 'list') {
    const items = shape.flattened ? tree : tree.children.get(shape.member?.locationName ?? 'member');
    return items ? numbered(items).map((item) => read(item, shape.member, model)) : [];
  }
  if (shape.type === 'map')
    return readMap(shape.flattened ? tree : (tree.children.get('entry') ?? newTree()), shape, model);
  return readText(tree.value ?? '', shape);
}

function readMap(tree: Tree, shape: Shape, model: ServiceModel): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const entry of numbered(tree)) {
    const key = entry.children.get(shape.key?.locationName ?? 'key')?.value;
    const value = entry.children.get(shape.value?.locationName ?? 'value');
    if (key !== undefined && value) found[key] = read(value, shape.value, model);
  }
  return found;
}

function readStructure(tree: Tree, shape: Shape, model: ServiceModel): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [name, ref] of Object.entries(shape.members ?? {})) {
    const member = shapeOf(model, ref);
    const flatName = member.flattened && member.type === 'list' ? member.member?.locationName : undefined;
    const child = tree.children.get(flatName ?? ref.locationName ?? name);
    if (child) found[name] = read(child, ref, model);
  }
  return found;
}

const parametersOf = ({ body, query }: WireRequest): URLSearchParams => {
  const parameters = new URLSearchParams(Buffer.from(body).toString('utf8'));
  for (const [name, value] of query) if (!parameters.has(name)) parameters.set(name, value);
  return parameters;
};

const XML = { 'content-type': 'text/xml' };

/** Codes common to all services that the Query protocol words in its own way. */
const CODES: Readonly<Record<string, string>> = {
  AccessDeniedException: 'AccessDenied',
  UnknownOperationException: 'InvalidAction',
  UnrecognizedClientException: 'InvalidClientTokenId',
  InvalidSignatureException: 'SignatureDoesNotMatch',
  ExpiredTokenException: 'ExpiredToken',
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
};

/** AWS Query: a form in, XML out. */
export const query: Codec = {
  identify(request, model) {
    const operation = parametersOf(request).get('Action') ?? '';
    if (operation === '') throw new AwsError('MissingAction', 'The request must contain the parameter Action.');
    if (!Object.hasOwn(model.operations, operation)) {
      throw new AwsError(
        'InvalidAction',
        `Could not find operation ${operation} for version ${model.metadata.apiVersion}`,
      );
    }
    return { operation, uri: {} };
  },
  decode(request, _call, operation, model) {
    return operation.input ? (read(treeOf(parametersOf(request)), operation.input, model) as object) : {};
  },
  encode(output, operation, { operation: name }, model, requestId) {
    const shape = shapeOf(model, operation.output);
    const members = operation.output ? writeMembers(output as Record<string, unknown>, shape, model) : '';
    const result = operation.output ? element(operation.output.resultWrapper ?? `${name}Result`, members) : '';
    const metadata = element('ResponseMetadata', element('RequestId', requestId));
    const space = model.metadata.xmlNamespace ? ` xmlns="${model.metadata.xmlNamespace}"` : '';
    return {
      status: 200,
      headers: { ...XML, 'x-amzn-requestid': requestId },
      body: element(`${name}Response`, result + metadata, space),
    };
  },
  encodeError(error, model, requestId) {
    // A service whose model names the refusal itself, as SNS's does, does not use the common code.
    const denied = error.code === 'AccessDeniedException' && errorShape('AuthorizationErrorException', model);
    const shape = denied || errorShape(error.code, model);
    const status = statusOf(error, model, 403);
    const code = shape?.error?.code ?? queryCompatibleCode(CODES[error.code] ?? error.code);
    const fields = shape ? writeMembers(withoutMessage(error.fields), shape, model) : '';
    const inner =
      element('Type', status < 500 ? 'Sender' : 'Receiver') +
      element('Code', code) +
      element('Message', escapeXml(error.message)) +
      fields;
    const space = model.metadata.xmlNamespace ? ` xmlns="${model.metadata.xmlNamespace}"` : '';
    return {
      status,
      headers: { ...XML, 'x-amzn-requestid': requestId },
      body: element('ErrorResponse', element('Error', inner) + element('RequestId', requestId), space),
    };
  },
};

const withoutMessage = ({
  message: _a,
  Message: _b,
  ...fields
}: Readonly<Record<string, unknown>>): Record<string, unknown> => fields;
