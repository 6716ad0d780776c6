import { ExecutionAlreadyExists, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { wholeSeconds } from '../replays/whole-seconds.ts';

/** A window of an archive, to be replayed to some rules of its bus once the archive surely holds it. */
export interface WindowReplay {
  /** Also the execution's name: the same replay is started once. At most 64 characters. */
  readonly replayName: string;
  readonly archiveArn: string;
  readonly busArn: string;
  /** Names. */
  readonly rules: readonly string[];
  /** Widened to whole seconds. */
  readonly from: Date;
  readonly to: Date;
}

/** Starts the workflow `replay-window`. */
export class WindowReplays {
  readonly #client: SFNClient;
  readonly #machineArn: string;

  constructor(client: SFNClient, machineArn: string) {
    this.#client = client;
    this.#machineArn = machineArn;
  }

  /** @returns the execution's ARN */
  async start({ replayName, archiveArn, busArn, rules, ...window }: WindowReplay): Promise<string> {
    const prefix = `${busArn.replace(':event-bus/', ':rule/')}/`;
    const ruleArns = rules.map((rule) => `${prefix}${rule}`);
    const input = { replayName, archiveArn, busArn, ruleArns, ...wholeSeconds(window.from, window.to) };
    try {
      const { executionArn = '' } = await this.#client.send(
        new StartExecutionCommand({
          stateMachineArn: this.#machineArn,
          name: replayName,
          input: JSON.stringify(input),
        }),
      );
      return executionArn;
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
      return `${this.#machineArn.replace(':stateMachine:', ':execution:')}:${replayName}`;
    }
  }
}
