import type { Json, Scope } from '../../../../emulator/asl/index.ts';
import { StatesError } from '../../../../emulator/asl/index.ts';

export const CONTEXT = {
  Execution: {
    Id: 'arn:execution',
    Input: { a: 1 },
    Name: 'run-1',
    RoleArn: 'arn:role',
    StartTime: '2024-01-01T00:00:00.000Z',
    RedriveCount: 0,
  },
  StateMachine: { Id: 'arn:machine', Name: 'machine-1' },
  State: { EnteredTime: '2024-01-01T00:00:01.000Z', Name: 'S', RetryCount: 0 },
};

export const scope = (input: Json, more: Partial<Scope> = {}): Scope => ({
  input,
  context: CONTEXT,
  variables: {},
  chance: { uuid: () => '00000000-0000-4000-8000-000000000000', random: () => 0.5 },
  ...more,
});

/** What a call gives, or what it fails with: `States.Runtime: cause`. */
export function outcome<T>(call: () => T): T | string {
  try {
    return call();
  } catch (error) {
    if (error instanceof StatesError) return `${error.error}: ${error.message}`;
    throw error;
  }
}
