import {
  GetEventSourceMappingCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { type DeployedApplication, eventually } from '../deployed-application.ts';

/** Gives a function's stream up at the first failure while something is done. @param name the end of its name */
export async function whileGivingUpAtOnce<T>(
  app: DeployedApplication,
  name: string,
  act: () => Promise<T>,
): Promise<T> {
  const lambda = new LambdaClient(app.client);
  const { EventSourceMappings: [mapping] = [] } = await lambda.send(
    new ListEventSourceMappingsCommand({ FunctionName: `${app.prefix}-${name}` }),
  );
  const { UUID = '', MaximumRetryAttempts = -1 } = mapping ?? {};
  const retry = async (attempts: number): Promise<void> => {
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID, MaximumRetryAttempts: attempts }));
    await eventually(async () => {
      const { State } = await lambda.send(new GetEventSourceMappingCommand({ UUID }));
      return State === 'Enabled' ? true : undefined;
    }, `the stream of ${name} is read again`);
  };
  await retry(0);
  try {
    return await act();
  } finally {
    await retry(MaximumRetryAttempts);
  }
}
