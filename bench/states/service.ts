import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import { type EmulatorProcess, startEmulatorProcess } from '../../tools/emulator/emulator-process.ts';

/** An emulator in a process and with a data folder of its own, and a role that may do anything. */
export interface Bed {
  readonly emulator: EmulatorProcess;
  readonly client: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly maxAttempts: number;
  };
  readonly sfn: SFNClient;
  readonly roleArn: string;
  machine(definition: object, type?: 'STANDARD' | 'EXPRESS'): Promise<string>;
  /** Mebibytes of memory that the emulator holds now. */
  memory(): number;
  stop(): Promise<void>;
}

const POLICY = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] });
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

/** Resident memory as Linux tells it; elsewhere not known. */
const residentMebibytes = (pid: number): number => {
  try {
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024);
  } catch {
    return Number.NaN;
  }
};

export async function makeBed(): Promise<Bed> {
  const data = mkdtempSync(path.join(os.tmpdir(), 'trestle-bench-'));
  const emulator = await startEmulatorProcess({ port: 0, data });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = { endpoint: emulator.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 };
  const sfn = new SFNClient(client);
  const iam = new IAMClient(client);
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: 'bench', AssumeRolePolicyDocument: TRUST }));
  const roleArn = Role?.Arn ?? '';
  await iam.send(new PutRolePolicyCommand({ RoleName: 'bench', PolicyName: 'all', PolicyDocument: POLICY }));
  let serial = 0;
  return {
    emulator,
    client,
    sfn,
    roleArn,
    async machine(definition, type = 'STANDARD') {
      const input = { name: `bench-${++serial}`, definition: JSON.stringify(definition), roleArn, type };
      return (await sfn.send(new CreateStateMachineCommand(input))).stateMachineArn ?? '';
    },
    memory: () => residentMebibytes(emulator.pid),
    async stop() {
      await emulator.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
