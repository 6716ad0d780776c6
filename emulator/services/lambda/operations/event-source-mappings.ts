import type {
  CreateEventSourceMappingCommandInput,
  DeleteEventSourceMappingCommandInput,
  EventSourceMappingConfiguration,
  GetEventSourceMappingCommandInput,
  ListEventSourceMappingsCommandInput,
  ListEventSourceMappingsCommandOutput,
  UpdateEventSourceMappingCommandInput,
} from '@aws-sdk/client-lambda';
import { placeKey } from '../../../core/arn.ts';
import { AwsError } from '../../../core/aws-error.ts';
import type { Instant } from '../../../core/clock.ts';
import type { Operation, RequestContext } from '../../../core/service.ts';
import { versionOf } from '../function.ts';
import { pageOf } from '../page.ts';
import { checkAccess } from '../sources/check-access.ts';
import { checkIdle, type Mapping, mappingArn, mappingKey, mappingOf, type SourceKind } from '../sources/mapping.ts';
import { presented } from '../sources/present.ts';
import { mappingSettings } from '../sources/settings.ts';
import { forFunction, functionOf, type LambdaState } from '../state.ts';
import { checkTags } from '../tags.ts';
import { PREPARATION_MILLISECONDS } from '../versions.ts';

const forMapping = ({ UUID = '' }: { UUID?: string | undefined }, context: RequestContext): string =>
  mappingArn(context, UUID);

const invalid = (message: string): AwsError => new AwsError('InvalidParameterValueException', message);

function kindOf(arn: string | undefined): SourceKind {
  const [, , service, , , ...rest] = (arn ?? '').split(':');
  if (service === 'sqs') return 'sqs';
  if (service === 'dynamodb' && /^table\/[^/]+\/stream\/./.test(rest.join(':'))) return 'dynamodb';
  if (service === 'kinesis' || service === 'kafka' || service === 'mq' || service === 'rds')
    throw invalid(`Event sources of ${service} are not available on this endpoint.`);
  throw invalid('Unrecognized event source.');
}

function checkNew({ mappings }: LambdaState, mapping: Mapping): void {
  const twin = mappings
    .values(placeKey(mapping, ''))
    .find((each) => each.sourceArn === mapping.sourceArn && each.functionName === mapping.functionName);
  if (!twin) return;
  const [source, own] = [`(" ${mapping.sourceArn} ")`, `(" ${mapping.functionName} ")`];
  const advice = `already exists. Please update or delete the existing mapping with UUID ${twin.id}`;
  throw new AwsError(
    'ResourceConflictException',
    mapping.kind === 'sqs'
      ? `An event source mapping with SQS arn ${source} and function ${own} ${advice}`
      : `The event source arn ${source} and function ${own} provided mapping ${advice}`,
  );
}

const shown = (state: LambdaState, mapping: Mapping, now: Instant): EventSourceMappingConfiguration =>
  presented(mapping, state.sources.lastResult(mapping.id), now);

const put = (state: LambdaState, mapping: Mapping, now: Instant): EventSourceMappingConfiguration => {
  state.mappings.put(mappingKey(mapping, mapping.id), mapping);
  state.sources.sync(mapping);
  return shown(state, mapping, now);
};

export const createEventSourceMapping: Operation<
  LambdaState,
  CreateEventSourceMappingCommandInput,
  EventSourceMappingConfiguration
> = {
  conditionKeys: ({ FunctionName }, context) => ({ 'lambda:functionarn': forFunction({ FunctionName }, context) }),
  async handle(state, input, context) {
    const { fn, named } = functionOf(state, { FunctionName: input.FunctionName }, context);
    const version = versionOf(fn, named);
    const kind = kindOf(input.EventSourceArn);
    const sourceArn = input.EventSourceArn ?? '';
    const tags = input.Tags ?? {};
    checkTags(tags);
    const mapping: Mapping = {
      accountId: context.accountId,
      region: context.region,
      id: state.deps.ids.uuid(),
      kind,
      sourceArn,
      functionName: fn.name,
      qualifier: named.qualifier,
      enabled: input.Enabled ?? true,
      transition: 'Creating',
      settlesAt: context.now + PREPARATION_MILLISECONDS,
      modified: context.now,
      ...mappingSettings(input, kind, sourceArn),
      tags,
    };
    checkNew(state, mapping);
    await checkAccess(state, mapping, version);
    checkNew(state, mapping);
    return put(state, mapping, context.now);
  },
};

export const updateEventSourceMapping: Operation<
  LambdaState,
  UpdateEventSourceMappingCommandInput,
  EventSourceMappingConfiguration
> = {
  resource: forMapping,
  async handle(state, input, context) {
    const before = mappingOf(state, input.UUID, context);
    checkIdle(before, 'update', context.now);
    const FunctionName = input.FunctionName ?? before.functionName;
    const { fn, named } = functionOf(state, { FunctionName }, context);
    const qualifier = input.FunctionName === undefined ? before.qualifier : named.qualifier;
    const version = versionOf(fn, { ...named, qualifier });
    const enabled = input.Enabled ?? before.enabled;
    const mapping: Mapping = {
      ...before,
      functionName: fn.name,
      qualifier,
      enabled,
      transition: enabled === before.enabled ? 'Updating' : enabled ? 'Enabling' : 'Disabling',
      settlesAt: context.now + PREPARATION_MILLISECONDS,
      modified: context.now,
      ...mappingSettings(input, before.kind, before.sourceArn, before),
    };
    await checkAccess(state, mapping, version);
    checkIdle(mappingOf(state, input.UUID, context), 'update', context.now);
    return put(state, mapping, context.now);
  },
};

export const getEventSourceMapping: Operation<
  LambdaState,
  GetEventSourceMappingCommandInput,
  EventSourceMappingConfiguration
> = {
  resource: forMapping,
  handle: (state, input, context) => shown(state, mappingOf(state, input.UUID, context), context.now),
};

export const deleteEventSourceMapping: Operation<
  LambdaState,
  DeleteEventSourceMappingCommandInput,
  EventSourceMappingConfiguration
> = {
  resource: forMapping,
  handle(state, input, context) {
    const mapping = mappingOf(state, input.UUID, context);
    checkIdle(mapping, 'delete', context.now);
    const answer = { ...shown(state, mapping, context.now), State: 'Deleting' };
    state.deps.store.atomic(() => {
      state.mappings.delete(mappingKey(mapping, mapping.id));
      state.sources.drop(mapping);
    });
    return answer;
  },
};

export const listEventSourceMappings: Operation<
  LambdaState,
  ListEventSourceMappingsCommandInput,
  Omit<ListEventSourceMappingsCommandOutput, '$metadata'>
> = {
  handle(state, input, context) {
    const named =
      input.FunctionName === undefined
        ? undefined
        : functionOf(state, { FunctionName: input.FunctionName }, context).named;
    const wanted = state.mappings
      .values(placeKey(context, ''))
      .filter(({ sourceArn }) => input.EventSourceArn === undefined || sourceArn === input.EventSourceArn)
      .filter(
        ({ functionName, qualifier }) =>
          !named || (functionName === named.name && (named.qualifier === '' || qualifier === named.qualifier)),
      );
    const page = pageOf(wanted, ({ id }) => id, input.Marker, input.MaxItems);
    return { EventSourceMappings: page.shown.map((mapping) => shown(state, mapping, context.now)), ...page.next };
  },
};
