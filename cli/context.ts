import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CliError } from './cli-error.ts';
import type { Values } from './command.ts';

/** What SDK clients are made with. Without credentials, those of the AWS configuration count. */
export interface ClientOptions {
  readonly region: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export interface Context {
  readonly stage: string;
  readonly client: ClientOptions;
  readonly apiKey: string | undefined;
  /** An output of the stage's stack. @throws CliError */
  output(key: string): Promise<string>;
  /** Invokes a function of the stage. @throws CliError with what it threw */
  invoke<T>(name: string, input: object): Promise<T>;
  /** Prints a result: as JSON for scripts, else in the lines given. */
  print(result: unknown, lines: () => readonly string[]): void;
}

const LOCAL_ENDPOINT = 'http://127.0.0.1:4566';

const text = (value: Values[string]): string | undefined => (typeof value === 'string' ? value : undefined);

function clientOf(stage: string, values: Values): ClientOptions {
  const region = text(values.region) ?? process.env.AWS_REGION ?? 'us-east-1';
  const endpoint =
    text(values.endpoint) ?? process.env.AWS_ENDPOINT_URL ?? (stage === 'local' ? LOCAL_ENDPOINT : undefined);
  if (endpoint === undefined) return { region };
  const own = process.env.AWS_ACCESS_KEY_ID !== undefined || process.env.AWS_PROFILE !== undefined;
  return { region, endpoint, ...(own ? {} : { credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }) };
}

function unreachable(error: unknown, { endpoint }: ClientOptions): CliError {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (/ECONNREFUSED|ENOTFOUND|EAI_AGAIN/.test(`${name} ${message} ${String((error as { code?: string }).code)}`)) {
    return new CliError(
      `Nobody answers at ${endpoint ?? 'AWS'}.`,
      'Start an emulator with "npm start", or name another with --endpoint.',
    );
  }
  if (name === 'CredentialsProviderError') {
    return new CliError(
      'There are no AWS credentials.',
      'Sign in with "aws sso login" or set AWS_PROFILE; for the emulator use --stage local.',
    );
  }
  if (name === 'ValidationError' && /does not exist/.test(message)) {
    return new CliError(`${message}.`, 'Deploy the stage first, or name another with --stage or --region.');
  }
  return new CliError(`${name}: ${message}`, 'Check --stage, --region and your permissions.');
}

/** @param values `--stage`, `--endpoint`, `--region`, `--api-key` and `--json` */
export function openContext(values: Values): Context {
  const stage = text(values.stage) ?? process.env.TRESTLE_STAGE ?? 'local';
  const client = clientOf(stage, values);
  const stack = `trestle-${stage}`;
  let outputs: Promise<ReadonlyMap<string, string>> | undefined;
  const readOutputs = async (): Promise<ReadonlyMap<string, string>> => {
    const { Stacks = [] } = await new CloudFormationClient(client)
      .send(new DescribeStacksCommand({ StackName: stack }))
      .catch((error: unknown) => {
        throw unreachable(error, client);
      });
    return new Map(Stacks[0]?.Outputs?.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
  };
  return {
    stage,
    client,
    apiKey: (text(values['api-key']) ?? process.env.TRESTLE_API_KEY) || undefined,
    async output(key) {
      outputs ??= readOutputs();
      const value = (await outputs).get(key);
      if (value !== undefined) return value;
      throw new CliError(
        `The stack ${stack} has no output ${key}.`,
        'It was deployed by an older version; deploy it again.',
      );
    },
    async invoke<T>(name: string, input: object) {
      const answer = await new LambdaClient(client)
        .send(new InvokeCommand({ FunctionName: `${stack}-${name}`, Payload: Buffer.from(JSON.stringify(input)) }))
        .catch((error: unknown) => {
          if (error instanceof Error && error.name === 'ResourceNotFoundException')
            throw new CliError(
              `${stack} is not deployed in ${client.region}.`,
              'Deploy it first, or name another with --stage or --region.',
            );
          throw unreachable(error, client);
        });
      const payload: unknown = JSON.parse(Buffer.from(answer.Payload ?? []).toString('utf8') || 'null');
      if (!answer.FunctionError) return payload as T;
      const { errorMessage = 'It failed.' } = payload as { readonly errorMessage?: string };
      throw new CliError(errorMessage, '');
    },
    print(result, lines) {
      console.log(values.json === true ? JSON.stringify(result, null, 2) : lines().join('\n'));
    },
  };
}
