import { requestSchemas } from '../requests/request-schemas.ts';
import { type ApiOperation, OPERATIONS } from './operations.ts';

const PROBLEM = {
  type: 'object',
  description: 'RFC 9457',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string', pattern: '^urn:trestle:problem:' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What is wrong and what to do' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: {
          pointer: { type: 'string', description: 'JSON Pointer into the body' },
          detail: { type: 'string' },
        },
      },
    },
  },
};

const SCHEMES = {
  apiKey: { type: 'http', scheme: 'bearer', description: 'An API key that the provider issued: trk_…' },
  sigv4: {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    description: 'AWS Signature Version 4, service execute-api',
    'x-amazon-apigateway-authtype': 'awsSigv4',
  },
};

const QUERY = {
  limit: { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50, default: 20 } },
  event: {
    name: 'event',
    in: 'query',
    description: "An event's own id, or EventBridge's.",
    schema: { type: 'string', minLength: 1, maxLength: 256 },
  },
  cursor: {
    name: 'cursor',
    in: 'query',
    schema: { type: 'string' },
    description: 'What the previous page gave as "next"',
  },
};

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const schemaName = (file: string): string => String(requestSchemas[file]?.title ?? file);

const answerOf = (status: number, description: string) =>
  status >= 400
    ? { description, content: { 'application/problem+json': { schema: ref('Problem') } } }
    : status === 204
      ? { description }
      : { description, content: { 'application/json': {} } };

function bodyOf({ body, id }: ApiOperation) {
  if (body === undefined)
    return id === 'receiveWebhook' ? { requestBody: { content: { 'application/json': {} } } } : {};
  const schema = ref(schemaName(body));
  const content =
    id === 'publishEvents'
      ? {
          'application/cloudevents+json': { schema },
          'application/cloudevents-batch+json': {
            schema: { type: 'array', items: schema, minItems: 1, maxItems: 100 },
          },
        }
      : { 'application/json': { schema } };
  return { requestBody: { required: true, content } };
}

function operationOf(operation: ApiOperation) {
  const { id, path, summary, tag, security, query = [], answers } = operation;
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const all: Record<number, string> = {
    ...answers,
    ...(security === 'none' ? {} : { 401: 'Nobody was recognised, or the signature does not fit' }),
    ...(names.length > 0 ? { 404: 'There is no such thing here' } : {}),
    500: 'Something failed on our side',
    503: 'Try again in a moment',
  };
  return {
    operationId: id,
    summary,
    tags: [tag],
    security: security in SCHEMES ? [{ [security]: [] }] : [],
    parameters: [
      ...names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
      ...query.map((name) => QUERY[name]),
    ],
    ...bodyOf(operation),
    responses: Object.fromEntries(
      Object.entries(all).map(([status, description]) => [status, answerOf(Number(status), description)]),
    ),
  };
}

/** The OpenAPI 3.1 document of the API, made of the list of its operations and of the schemas it checks by. */
export function openApi(serverUrl: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of OPERATIONS) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: operationOf(operation) };
  }
  const bodies = OPERATIONS.flatMap(({ body }) => (body === undefined ? [] : [body]));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Trestle',
      version: '1.0.0',
      description: 'Events in, subscriptions to them, and why one did not arrive.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: serverUrl }],
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    paths,
    components: {
      securitySchemes: SCHEMES,
      schemas: {
        Problem: PROBLEM,
        ...Object.fromEntries(bodies.map((body) => [schemaName(body), requestSchemas[body]])),
      },
    },
  };
}
