import {
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { unzipSync, zipSync } from 'fflate';
import { type DeployedApplication, eventually } from '../deployed-application.ts';

/** What is changed of a deployed function for a while. */
export interface FunctionChange {
  /** Added to its environment. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Seconds. */
  readonly timeout?: number;
  /** Code that stands before the handler. @param handler the file that has it, for `require` */
  readonly wrap?: (handler: string) => string;
}

async function update(lambda: LambdaClient, FunctionName: string, command: () => Promise<unknown>): Promise<void> {
  await command();
  await eventually(async () => {
    const { LastUpdateStatus } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    return LastUpdateStatus === 'Successful' ? true : undefined;
  }, `${FunctionName} is updated`);
}

/** Changes a function as an operator could, does something, and puts it back. @param end of the function's name */
export async function whileChanged<T>(
  app: DeployedApplication,
  end: string,
  { variables, timeout, wrap }: FunctionChange,
  act: () => Promise<T>,
): Promise<T> {
  const lambda = new LambdaClient(app.client);
  const FunctionName = `${app.prefix}-${end}`;
  const { Configuration: before = {}, Code } = await lambda.send(new GetFunctionCommand({ FunctionName }));
  const { Handler = '', Environment, Timeout } = before;
  const configure = (Settings: object) =>
    update(lambda, FunctionName, () =>
      lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, ...Settings })),
    );
  if (wrap) {
    const zip = unzipSync(new Uint8Array(await (await fetch(Code?.Location ?? '')).arrayBuffer()));
    const fault = wrap(`./${Handler.replace(/\.handler$/, '.cjs')}`);
    const ZipFile = zipSync({ ...zip, 'fault.cjs': Buffer.from(fault) });
    await update(lambda, FunctionName, () => lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile })));
  }
  const Variables = { ...Environment?.Variables, ...variables };
  await configure({
    ...(variables ? { Environment: { Variables } } : {}),
    ...(timeout === undefined ? {} : { Timeout: timeout }),
    ...(wrap ? { Handler: 'fault.handler' } : {}),
  });
  try {
    return await act();
  } finally {
    await configure({ Environment: { Variables: Environment?.Variables ?? {} }, Timeout, Handler });
  }
}
