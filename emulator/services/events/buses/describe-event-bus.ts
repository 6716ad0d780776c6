import type { DescribeEventBusCommandInput, DescribeEventBusCommandOutput } from '@aws-sdk/client-eventbridge';
import { busArn } from '../arns.ts';
import type { EventsOperation } from '../operation.ts';
import { present } from '../present.ts';
import { arnOfBusParameter, requireBus } from './bus.ts';

export const describeEventBus: EventsOperation<DescribeEventBusCommandInput, DescribeEventBusCommandOutput> = {
  resource: ({ Name }, context) => arnOfBusParameter(Name, context),
  handle(state, { Name }, context) {
    const bus = requireBus(state, Name, context);
    return present({
      Name: bus.name,
      Arn: busArn(bus, bus.name),
      Description: bus.description,
      KmsKeyIdentifier: bus.kmsKeyIdentifier,
      DeadLetterConfig: bus.deadLetterArn === undefined ? undefined : { Arn: bus.deadLetterArn },
      Policy: bus.policy,
      LogConfig: bus.logConfig,
      CreationTime: new Date(bus.created),
      LastModifiedTime: new Date(bus.modified),
    });
  },
};
