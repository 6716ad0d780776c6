import type { CreateEventBusCommandInput, CreateEventBusCommandOutput } from '@aws-sdk/client-eventbridge';
import { AwsError } from '../../../core/aws-error.ts';
import type { RequestContext } from '../../../core/service.ts';
import { busArn, DEFAULT_BUS } from '../arns.ts';
import { alreadyExists, doesNotExist, invalid, limitExceeded } from '../errors.ts';
import type { EventsOperation } from '../operation.ts';
import { findSource, sourceKey } from '../partner/event-source.ts';
import { present } from '../present.ts';
import type { EventsState } from '../state.ts';
import { withTags } from '../tags/tag-set.ts';
import { busKey } from './bus.ts';
import { deadLetterArnOf } from './checks.ts';

/** Beside the default bus. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const MOST_BUSES = 100;

/** A partner's bus bears the name of its event source, and a source feeds one bus. */
function takeSource(state: EventsState, name: string, sourceName: string | undefined, context: RequestContext): void {
  if (sourceName === undefined) {
    if (name.includes('/')) throw invalid("Event bus name must not contain '/'.");
    return;
  }
  if (name !== sourceName) {
    throw invalid('Event bus name must match event source name.');
  }
  const source = findSource(state, context, sourceName);
  if (!source) throw doesNotExist('Event source', sourceName);
  if (source.state !== 'PENDING') {
    throw new AwsError('InvalidStateException', `Event source ${sourceName} is not in a pending state.`);
  }
  state.sources.put(sourceKey(context, sourceName), { ...source, state: 'ACTIVE', expires: undefined });
}

export const createEventBus: EventsOperation<CreateEventBusCommandInput, CreateEventBusCommandOutput> = {
  tagAction: 'events:TagResource',
  resource: ({ Name = '' }, context) => busArn(context, Name),
  handle(state, input, context) {
    const name = input.Name ?? '';
    const key = busKey(context, name);
    if (name === DEFAULT_BUS || state.buses.has(key)) throw alreadyExists('Event bus', name);
    const deadLetterArn = deadLetterArnOf(input.DeadLetterConfig, context);
    const tags = withTags({}, input.Tags);
    const others = state.buses.values(busKey(context, '')).filter((bus) => bus.name !== DEFAULT_BUS);
    if (others.length >= MOST_BUSES) throw limitExceeded();
    state.deps.store.atomic(() => {
      takeSource(state, name, input.EventSourceName, context);
      state.buses.put(key, {
        accountId: context.accountId,
        region: context.region,
        name,
        description: input.Description,
        kmsKeyIdentifier: input.KmsKeyIdentifier,
        deadLetterArn,
        logConfig: input.LogConfig,
        eventSourceName: input.EventSourceName,
        policy: undefined,
        tags,
        created: context.now,
        modified: context.now,
      });
    });
    return present({
      EventBusArn: busArn(context, name),
      Description: input.Description,
      KmsKeyIdentifier: input.KmsKeyIdentifier,
      DeadLetterConfig: input.DeadLetterConfig,
      LogConfig: input.LogConfig,
    });
  },
};
