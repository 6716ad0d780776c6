import type {
  ActivateEventSourceCommandInput,
  ActivateEventSourceCommandOutput,
  DeactivateEventSourceCommandInput,
  DeactivateEventSourceCommandOutput,
} from '@aws-sdk/client-eventbridge';
import { AwsError } from '../../../core/aws-error.ts';
import { eventSourceArn } from '../arns.ts';
import { findBus } from '../buses/bus.ts';
import type { EventsOperation } from '../operation.ts';
import { deactivate, requireSource, sourceKey } from './event-source.ts';

const notInState = (name: string, wanted: string): AwsError =>
  new AwsError('InvalidStateException', `Event source ${name} is not in ${wanted} state.`);

/** Of a source that was deactivated: its bus takes events again. */
export const activateEventSource: EventsOperation<ActivateEventSourceCommandInput, ActivateEventSourceCommandOutput> = {
  resource: ({ Name = '' }, { region }) => eventSourceArn(region, Name),
  handle(state, { Name = '' }, context) {
    const source = requireSource(state, context, Name);
    if (source.state !== 'PENDING' || !findBus(state, context, Name)) throw notInState(Name, 'a pending');
    state.sources.put(sourceKey(context, Name), { ...source, state: 'ACTIVE', expires: undefined });
    return {};
  },
};

export const deactivateEventSource: EventsOperation<
  DeactivateEventSourceCommandInput,
  DeactivateEventSourceCommandOutput
> = {
  resource: ({ Name = '' }, { region }) => eventSourceArn(region, Name),
  handle(state, { Name = '' }, context) {
    const source = requireSource(state, context, Name);
    if (source.state !== 'ACTIVE') throw notInState(Name, 'an active');
    deactivate(state, source, context.now);
    return {};
  },
};
