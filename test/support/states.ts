import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { TestEmulator } from './emulator.ts';

/** Step Functions in a test: a client, a role that may do anything, and what tests do again and again. */
export interface StatesWorld {
  readonly sfn: SFNClient;
  readonly roleArn: string;
  /** A role that may do only this. */
  role(actions: string | readonly string[]): Promise<string>;
  /** Creates a machine of these states, the first of which it starts at. */
  machine(states: object, more?: object): Promise<string>;
  start(stateMachineArn: string, input?: unknown, name?: string): Promise<string>;
  describe(executionArn: string): Promise<DescribeExecutionCommandOutput>;
  /** Waits, while real things such as answers of other services come in, until the execution is over. */
  ended(executionArn: string): Promise<DescribeExecutionCommandOutput>;
  history(executionArn: string): Promise<HistoryEvent[]>;
}

const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: ['states.amazonaws.com', 'lambda.amazonaws.com'] },
      Action: 'sts:AssumeRole',
    },
  ],
});

export async function statesWorld(emulator: TestEmulator): Promise<StatesWorld> {
  const sfn = new SFNClient({ ...emulator.client, disableHostPrefix: true });
  const iam = new IAMClient(emulator.client);
  let serial = 0;

  const role = async (actions: string | readonly string[]): Promise<string> => {
    const RoleName = `states-${++serial}`;
    const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST }));
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
    });
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument }));
    return Role?.Arn ?? '';
  };
  const roleArn = await role('*');

  const describe = (executionArn: string): Promise<DescribeExecutionCommandOutput> =>
    sfn.send(new DescribeExecutionCommand({ executionArn }));
  return {
    sfn,
    roleArn,
    role,
    describe,
    async machine(states, more = {}) {
      const definition = JSON.stringify({ StartAt: Object.keys(states)[0], States: states });
      const input = { name: `machine-${++serial}`, definition, roleArn, ...more };
      return (await sfn.send(new CreateStateMachineCommand(input))).stateMachineArn ?? '';
    },
    async start(stateMachineArn, input = {}, name) {
      const request = { stateMachineArn, input: JSON.stringify(input), ...(name === undefined ? {} : { name }) };
      return (await sfn.send(new StartExecutionCommand(request))).executionArn ?? '';
    },
    async ended(executionArn) {
      for (;;) {
        const found = await describe(executionArn);
        if (found.status !== 'RUNNING') return found;
      }
    },
    async history(executionArn) {
      const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
      return events;
    },
  };
}
