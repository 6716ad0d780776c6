import * as L from '@aws-sdk/client-lambda';
import type { TestEmulator } from './emulator.ts';
import { createFunction, lambdaRole, PREPARATION, zipOf } from './lambda.ts';

/** What the ARN of every function begins with. */
export const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:';
/** A function that answers with its version. */
export const CODE = 'exports.handler = async () => process.env.AWS_LAMBDA_FUNCTION_VERSION';

/** A package of one file. */
export const zip = (code: string) => ({ ZipFile: zipOf({ 'index.js': code }) });

/** Functions for a test, each with a name of its own. */
export type FunctionsWorld = Awaited<ReturnType<typeof functionsWorld>>;

export async function functionsWorld(emulator: TestEmulator) {
  const lambda = new L.LambdaClient(emulator.client);
  const role = await lambdaRole(emulator, 'own');
  let serial = 0;
  const fresh = (): string => `f${++serial}`;
  return {
    emulator,
    lambda,
    /** The ARN of the role that all of them have. */
    role,
    /** The clock goes on until a function is active. */
    settle: () => emulator.clock?.advance(PREPARATION),
    /** What creates a function, but for what a test changes in it. */
    request: (more: object = {}) => ({
      FunctionName: fresh(),
      Role: role,
      Runtime: 'nodejs24.x' as const,
      Handler: 'index.handler',
      Code: zip(CODE),
      ...more,
    }),
    /** An active function; its name. */
    async made(more: Partial<L.CreateFunctionCommandInput> = {}, code = CODE): Promise<string> {
      const name = fresh();
      await createFunction(emulator, name, code, { Role: role, ...more });
      return name;
    },
    /** What a function answers. */
    async call(FunctionName: string, Qualifier?: string): Promise<unknown> {
      const { Payload } = await lambda.send(new L.InvokeCommand({ FunctionName, ...(Qualifier ? { Qualifier } : {}) }));
      return JSON.parse(Buffer.from(Payload ?? []).toString()) as unknown;
    },
  };
}
