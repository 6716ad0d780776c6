import type { UpdateEventBusCommandInput, UpdateEventBusCommandOutput } from '@aws-sdk/client-eventbridge';
import { busArn } from '../arns.ts';
import type { EventsOperation } from '../operation.ts';
import { present } from '../present.ts';
import { arnOfBusParameter, keyOfBus, requireBus } from './bus.ts';
import { deadLetterArnOf } from './checks.ts';

/**
 * A description or log configuration left out stays as it is. A key left out means AWS's own key:
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_UpdateEventBus.html
 */
export const updateEventBus: EventsOperation<UpdateEventBusCommandInput, UpdateEventBusCommandOutput> = {
  resource: ({ Name }, context) => arnOfBusParameter(Name, context),
  handle(state, input, context) {
    const bus = requireBus(state, input.Name, context);
    const updated = {
      ...bus,
      description: input.Description ?? bus.description,
      kmsKeyIdentifier: input.KmsKeyIdentifier,
      deadLetterArn: deadLetterArnOf(input.DeadLetterConfig, context),
      logConfig: input.LogConfig ?? bus.logConfig,
      modified: context.now,
    };
    state.buses.put(keyOfBus(bus), updated);
    return present({
      Arn: busArn(bus, bus.name),
      Name: bus.name,
      Description: updated.description,
      KmsKeyIdentifier: updated.kmsKeyIdentifier,
      DeadLetterConfig: input.DeadLetterConfig,
      LogConfig: updated.logConfig,
    });
  },
};
