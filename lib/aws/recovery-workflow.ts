import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { RecoveryWorkflow, RunState } from '../replays/runs/replay-run.ts';

/** `RecoveryWorkflow` on Step Functions. */
export class StepFunctionsRecovery implements RecoveryWorkflow {
  readonly #client: SFNClient;
  readonly #machineArn: string;

  constructor(client: SFNClient, machineArn: string) {
    this.#client = client;
    this.#machineArn = machineArn;
  }

  #execution(planId: string): string {
    return `${this.#machineArn.replace(':stateMachine:', ':execution:')}:${planId}`;
  }

  async start(planId: string, input: object): Promise<void> {
    try {
      await this.#client.send(
        new StartExecutionCommand({ stateMachineArn: this.#machineArn, name: planId, input: JSON.stringify(input) }),
      );
    } catch (error) {
      // An earlier try has started it.
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
  }

  async stateOf(planId: string): Promise<RunState> {
    try {
      const { status } = await this.#client.send(
        new DescribeExecutionCommand({ executionArn: this.#execution(planId) }),
      );
      return status === 'PENDING_REDRIVE' || status === undefined ? 'RUNNING' : status;
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist) return 'NOT_STARTED';
      throw error;
    }
  }

  async stop(planId: string, cause: string): Promise<void> {
    try {
      await this.#client.send(
        new StopExecutionCommand({ executionArn: this.#execution(planId), error: 'Cancelled', cause }),
      );
    } catch (error) {
      if (!(error instanceof ExecutionDoesNotExist)) throw error;
    }
  }
}
