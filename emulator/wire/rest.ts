import { AwsError } from '../core/aws-error.ts';
import { type Call, headerOf, type WireRequest } from './codec.ts';
import { type OperationModel, type ServiceModel, type Shape, type ShapeRef, shapeOf } from './model.ts';
import { readText } from './text-values.ts';
import { writeTimestamp } from './timestamps.ts';

interface Needed {
  readonly location: string | undefined;
  readonly name: string;
}

interface Route {
  readonly operation: string;
  readonly method: string;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  /** Query parameters the route itself fixes, such as `?tagging` or `?list-type=2`. */
  readonly query: readonly (readonly [string, string | undefined])[];
  /** Query parameters and headers an input must have, such as `uploadId`; they tell S3's operations apart. */
  readonly needs: readonly Needed[];
  readonly literals: number;
}

/** S3's list of directory buckets has the same address as that of buckets, at an endpoint of its own. */
const ELSEWHERE = new Set(['ListDirectoryBuckets']);

const routesOf = new WeakMap<ServiceModel, readonly Route[]>();

function routes(model: ServiceModel): readonly Route[] {
  const known = routesOf.get(model);
  if (known) return known;
  const made = Object.entries(model.operations)
    .filter(([name]) => !ELSEWHERE.has(name))
    .map(([name, operation]) => route(name, operation, model));
  // S3's superseded operations share the address of their successors, whose names are longer.
  made.sort(
    (a, b) =>
      b.query.length - a.query.length ||
      b.needs.length - a.needs.length ||
      b.literals - a.literals ||
      b.operation.length - a.operation.length,
  );
  routesOf.set(model, made);
  return made;
}

function route(operation: string, { http, input }: OperationModel, model: ServiceModel): Route {
  const [path = '', search = ''] = http.requestUri.split('?');
  const names: string[] = [];
  let literals = 0;
  const source = path
    .replace(/\/$/, '')
    .split('/')
    .map((part) => {
      const label = /^\{(.+?)(\+?)\}$/.exec(part);
      if (!label) {
        literals += part === '' ? 0 : 1;
        return part.replace(/[.*+?^$()[\]\\|]/g, String.raw`\$&`);
      }
      names.push(label[1] ?? '');
      return label[2] === '+' ? '(.+)' : '([^/]+)';
    });
  const shape = shapeOf(model, input);
  const needs = (shape.required ?? [])
    .map((name) => shape.members?.[name])
    .filter((ref) => ref?.location === 'querystring' || ref?.location === 'header')
    .map((ref) => ({ location: ref?.location, name: ref?.locationName ?? '' }));
  const query =
    search === ''
      ? []
      : search.split('&').map((pair) => {
          const [name = '', value] = pair.split('=');
          return [name, value] as const;
        });
  return {
    operation,
    method: http.method,
    pattern: new RegExp(`^${source.join('/')}/?$`, 's'),
    names,
    query,
    needs,
    literals,
  };
}

const decodePart = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AwsError('InvalidURI', "Couldn't parse the specified URI.", { status: 400 });
  }
};

const isThere = ({ location, name }: Needed, query: URLSearchParams, headers: WireRequest['headers']): boolean =>
  location === 'header' ? headerOf(headers, name.toLowerCase()) !== undefined : query.has(name);

/** The operation that a REST request calls; undefined where none does. */
export function findRoute({ method, path, query, headers }: WireRequest, model: ServiceModel): Call | undefined {
  for (const candidate of routes(model)) {
    if (candidate.method !== method) continue;
    if (
      !candidate.query.every(([name, value]) => query.has(name) && (value === undefined || query.get(name) === value))
    )
      continue;
    if (!candidate.needs.every((need) => isThere(need, query, headers))) continue;
    const found = candidate.pattern.exec(path);
    if (!found) continue;
    const uri = Object.fromEntries(candidate.names.map((name, i) => [name, decodePart(found[i + 1] ?? '')]));
    return { operation: candidate.operation, uri };
  }
  return undefined;
}

/** The members of an input that travel in path, query string and headers. */
export function readBindings(
  request: WireRequest,
  call: Call,
  ref: ShapeRef | undefined,
  model: ServiceModel,
): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(shapeOf(model, ref).members ?? {})) {
    const value = readBinding(request, call, member, member.locationName ?? name, model);
    if (value !== undefined) found[name] = value;
  }
  return found;
}

/**
 * An input with the one member that is the whole body, as `payload` of its shape names it.
 * @param document reads a body that is neither bytes nor text, in the way of the protocol
 */
export function withPayload(
  input: Record<string, unknown>,
  member: string,
  { members = {} }: Shape,
  model: ServiceModel,
  body: Uint8Array,
  document: (ref: ShapeRef | undefined) => unknown,
): Record<string, unknown> {
  const { type } = shapeOf(model, members[member]);
  if (type === 'blob') return { ...input, [member]: body };
  if (type === 'string') return { ...input, [member]: Buffer.from(body).toString('utf8') };
  return body.length === 0 ? input : { ...input, [member]: document(members[member]) };
}

function readBinding(request: WireRequest, call: Call, ref: ShapeRef, wire: string, model: ServiceModel): unknown {
  const shape = shapeOf(model, ref);
  if (ref.location === 'uri') return call.uri[wire] === undefined ? undefined : readText(call.uri[wire], shape);
  if (ref.location === 'header') {
    const text = headerOf(request.headers, wire.toLowerCase());
    if (text === undefined) return undefined;
    const inner = shapeOf(model, shape.member);
    return shape.type === 'list' ? text.split(',').map((part) => readText(part.trim(), inner)) : readText(text, shape);
  }
  if (ref.location === 'headers') {
    const prefix = wire.toLowerCase();
    const names = Object.keys(request.headers).filter((name) => name.startsWith(prefix));
    return Object.fromEntries(names.map((name) => [name.slice(prefix.length), headerOf(request.headers, name) ?? '']));
  }
  if (ref.location === 'querystring') {
    if (shape.type === 'map') return Object.fromEntries(request.query);
    const values = request.query.getAll(wire);
    if (values.length === 0) return undefined;
    return shape.type === 'list'
      ? values.map((text) => readText(text, shapeOf(model, shape.member)))
      : readText(values[0] ?? '', shape);
  }
  return undefined;
}

/** The headers and the status that an output's members make. */
export function writeBindings(
  output: Record<string, unknown>,
  operation: OperationModel,
  model: ServiceModel,
): { status: number; headers: Record<string, string> } {
  const headers: Record<string, string> = {};
  let status = operation.http.responseCode ?? 200;
  for (const [name, ref] of Object.entries(shapeOf(model, operation.output).members ?? {})) {
    const value = output[name];
    if (value === undefined || value === null) continue;
    const wire = ref.locationName ?? name;
    if (ref.location === 'statusCode') status = value as number;
    if (ref.location === 'header') headers[wire] = headerText(value, ref, model);
    if (ref.location === 'headers') {
      for (const [key, text] of Object.entries(value as object)) headers[`${wire}${key}`] = String(text);
    }
  }
  return { status, headers };
}

const headerText = (value: unknown, ref: ShapeRef, model: ServiceModel): string => {
  if (value instanceof Date)
    return String(writeTimestamp(value, ref.timestampFormat ?? shapeOf(model, ref).timestampFormat ?? 'rfc822'));
  return Array.isArray(value) ? value.join(',') : String(value);
};
