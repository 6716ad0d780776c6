// Maintainer's tool: cuts AWS's resource type schemas down to what the emulator's CloudFormation reads.
//
//   python3 -m pip download cfn-lint --no-deps && unzip cfn_lint-*.whl
//   node tools/extract-resource-types.mjs <cfnlint/data/schemas>
//
// cfn-lint (MIT-0) carries the schemas of the CloudFormation registry: constraints, which properties
// are read only and which make a replacement necessary. What Fn::GetAtt gives beyond the read-only
// properties comes from @aws-cdk/aws-service-spec (Apache-2.0). Descriptions and handlers are dropped.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';

const TYPES = [
  'ApiGatewayV2::{Api,ApiMapping,Authorizer,Deployment,Integration,Route,Stage}',
  'CloudFormation::{CustomResource,Stack,WaitCondition,WaitConditionHandle}',
  'CloudTrail::Trail',
  'CloudWatch::{Alarm,CompositeAlarm,Dashboard}',
  'DynamoDB::Table',
  'EventSchemas::{Discoverer,Registry,RegistryPolicy,Schema}',
  'Events::{ApiDestination,Archive,Connection,Endpoint,EventBus,EventBusPolicy,Rule}',
  'IAM::{ManagedPolicy,Policy,Role,RolePolicy}',
  'KMS::{Alias,Key}',
  'Lambda::{Alias,EventInvokeConfig,EventSourceMapping,Function,LayerVersion,Permission,Url,Version}',
  'Logs::{Delivery,DeliveryDestination,DeliverySource,LogGroup,LogStream,MetricFilter,ResourcePolicy,SubscriptionFilter}',
  'S3::{Bucket,BucketPolicy}',
  'SNS::{Subscription,Topic,TopicInlinePolicy,TopicPolicy}',
  'SQS::{Queue,QueueInlinePolicy,QueuePolicy}',
  'SSM::Parameter',
  'Scheduler::{Schedule,ScheduleGroup}',
  'SecretsManager::{ResourcePolicy,Secret}',
  'StepFunctions::{Activity,StateMachine,StateMachineAlias,StateMachineVersion}',
].flatMap((line) => {
  const [, service, names] = /^(\w+)::\{?([\w,]+)\}?$/.exec(line);
  return names.split(',').map((name) => `AWS::${service}::${name}`);
});

// Prose, and keywords that are cfn-lint's own or that CloudFormation's validator (JSON schema draft 7) passes over.
const DROPPED = new Set(
  'description title examples format handlers typeName $comment awsType default relationshipRef propertyPath uniqueKeys maxUniqueItems dependentExcluded dependentRequired if then else prefixItems'.split(
    ' ',
  ),
);

/** Copies a schema without its prose. Under `properties` and its like, keys are names and all stay. */
function trim(schema, names = false) {
  if (Array.isArray(schema)) return schema.map((each) => trim(each));
  if (schema === null || typeof schema !== 'object') return schema;
  const named = new Set(['properties', 'definitions', 'patternProperties', 'dependencies']);
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => names || !DROPPED.has(key))
      .map(([key, value]) => [key, trim(value, !names && named.has(key))])
      // Alternatives that only differed in what is dropped say nothing any more.
      .filter(
        ([key, value]) => names || !/^(one|any|all)Of$/.test(key) || value.every((one) => Object.keys(one).length > 0),
      ),
  );
}

const pointers = (list = []) => list.map((pointer) => pointer.replace(/^\/properties\//, ''));

/** The property that holds a taggable resource's tags. */
function tagProperty(schema) {
  const [name] = pointers([schema.tagging?.tagProperty ?? '/properties/Tags']);
  return schema.tagging?.taggable === false || !schema.properties[name] ? {} : { tags: name };
}

const folder = process.argv[2];
if (!folder) {
  console.error('usage: node tools/extract-resource-types.mjs <cfnlint/data/schemas>');
  process.exit(2);
}
const read = (file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
const index = read('providers/us-east-1.json');
const spec = loadAwsServiceSpecSync();

const types = {};
for (const name of TYPES) {
  const schema = read(`resources/${index[name]}.json`);
  const [documented] = [...spec.lookup('resource', 'cloudFormationType', 'equals', name)];
  const readOnly = pointers(schema.readOnlyProperties);
  types[name] = {
    attributes: [
      ...new Set([...readOnly.map((each) => each.replaceAll('/', '.')), ...Object.keys(documented?.attributes ?? {})]),
    ].sort(),
    readOnly,
    createOnly: pointers(schema.createOnlyProperties),
    conditionalCreateOnly: pointers(schema.conditionalCreateOnlyProperties),
    writeOnly: pointers(schema.writeOnlyProperties),
    ...tagProperty(schema),
    schema: trim({
      type: 'object',
      properties: schema.properties,
      ...(schema.patternProperties ? { patternProperties: schema.patternProperties } : {}),
      additionalProperties: schema.additionalProperties ?? false,
      ...Object.fromEntries(
        ['required', 'dependencies', 'oneOf', 'anyOf', 'allOf', 'definitions']
          .filter((key) => schema[key] !== undefined)
          .map((key) => [key, schema[key]]),
      ),
    }),
  };
}

const known = [...new Set([...Object.keys(index), ...spec.all('resource').map((each) => each.cloudFormationType)])];
const text = JSON.stringify({ known: known.filter((name) => !types[name]).sort(), types });
writeFileSync(new URL('../emulator/models/cloudformation-types.json', import.meta.url), `${text}\n`);
console.log(`${TYPES.length} types, ${known.length} known, ${(text.length / 1024).toFixed(0)} KB`);
