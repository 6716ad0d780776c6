// Maintainer's tool: cuts AWS's service models down to what the emulator's wire layer reads.
//
//   python3 -m pip download botocore --no-deps && unzip botocore-*.whl
//   node tools/extract-models.mjs <botocore/data> [<botocore 1.29's data>]
//
// botocore 1.29 is the last that describes SQS's Query protocol, which the emulator still speaks:
// from it comes sqs-query.json.
//
// The models are AWS's own (Apache-2.0, see emulator/models/NOTICE). Documentation, examples and
// client-side rules are dropped; names, types, constraints, HTTP bindings and errors stay.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Our service id -> botocore's folder. */
const SERVICES = {
  apigateway: 'apigatewayv2',
  cloudformation: 'cloudformation',
  cloudtrail: 'cloudtrail',
  cloudwatch: 'cloudwatch',
  dynamodb: 'dynamodb',
  dynamodbstreams: 'dynamodbstreams',
  events: 'events',
  iam: 'iam',
  kms: 'kms',
  lambda: 'lambda',
  logs: 'logs',
  s3: 's3',
  schemas: 'schemas',
  secretsmanager: 'secretsmanager',
  sns: 'sns',
  sqs: 'sqs',
  ssm: 'ssm',
  states: 'stepfunctions',
  sts: 'sts',
};

const SHAPE_FIELDS = [
  'type',
  'required',
  'members',
  'member',
  'key',
  'value',
  'enum',
  'min',
  'max',
  'pattern',
  'payload',
  'flattened',
  'error',
  'fault',
  'exception',
  'box',
  'union',
  'document',
  'locationName',
  'xmlNamespace',
  'timestampFormat',
  'sensitive',
];
const REF_FIELDS = [
  'shape',
  'location',
  'locationName',
  'queryName',
  'flattened',
  'xmlNamespace',
  'xmlAttribute',
  'streaming',
  'timestampFormat',
  'idempotencyToken',
  'box',
];
const pick = (from, fields) => Object.fromEntries(fields.filter((f) => from[f] !== undefined).map((f) => [f, from[f]]));

function trimShape(shape) {
  const out = pick(shape, SHAPE_FIELDS);
  if (out.members)
    out.members = Object.fromEntries(Object.entries(out.members).map(([name, ref]) => [name, pick(ref, REF_FIELDS)]));
  for (const side of ['member', 'key', 'value']) if (out[side]) out[side] = pick(out[side], REF_FIELDS);
  return out;
}

function trim(model) {
  const shapes = {};
  const keep = (name) => {
    if (!name || shapes[name]) return;
    const shape = trimShape(model.shapes[name]);
    shapes[name] = shape;
    for (const ref of [...Object.values(shape.members ?? {}), shape.member, shape.key, shape.value]) keep(ref?.shape);
  };
  const operations = {};
  for (const [name, op] of Object.entries(model.operations)) {
    operations[name] = {
      http: {
        method: op.http?.method ?? 'POST',
        requestUri: op.http?.requestUri ?? '/',
        ...(op.http?.responseCode ? { responseCode: op.http.responseCode } : {}),
      },
      ...(op.input ? { input: pick(op.input, ['shape', 'locationName', 'xmlNamespace']) } : {}),
      ...(op.output ? { output: pick(op.output, ['shape', 'resultWrapper', 'locationName']) } : {}),
      errors: (op.errors ?? []).map((e) => e.shape),
    };
    keep(op.input?.shape);
    keep(op.output?.shape);
    for (const error of op.errors ?? []) keep(error.shape);
  }
  const metadata = pick(model.metadata, [
    'apiVersion',
    'endpointPrefix',
    'jsonVersion',
    'protocol',
    'protocols',
    'serviceId',
    'signingName',
    'targetPrefix',
    'xmlNamespace',
    'awsQueryCompatible',
  ]);
  return { metadata, operations, shapes };
}

const [data, oldData] = process.argv.slice(2);
if (!data) {
  console.error('usage: node tools/extract-models.mjs <botocore/data> [<data of botocore 1.29>]');
  process.exit(2);
}
function extract(id, file, read) {
  const text = JSON.stringify(trim(JSON.parse(read(readFileSync(file)))));
  writeFileSync(new URL(`../emulator/models/${id}.json`, import.meta.url), `${text}\n`);
  console.log(`${id.padEnd(16)} ${(text.length / 1024).toFixed(0)} KB`);
}

for (const [id, folder] of Object.entries(SERVICES)) {
  const version = readdirSync(path.join(data, folder)).sort().at(-1);
  extract(id, path.join(data, folder, version, 'service-2.json.gz'), gunzipSync);
}
if (oldData) extract('sqs-query', path.join(oldData, 'sqs/2012-11-05/service-2.json'), String);
