import { parseDefinition } from '../../emulator/asl/index.ts';
import { advance, createRun, datum } from '../../emulator/asl/interpreter/index.ts';
import { FIVE_STATES, INPUT } from './definitions.ts';

const ROUNDS = 5;
const ROUND_MS = 500;

/** Executions a second of the interpreter alone, each with its whole history; the best of some rounds. */
export function engine(): number {
  const graph = parseDefinition(JSON.stringify(FIVE_STATES));
  const chance = { random: () => 0.5, uuid: () => '00000000-0000-4000-8000-000000000000' };
  const once = (): void => {
    const run = createRun(graph, {
      executionArn: 'arn:aws:states:us-east-1:000000000000:execution:bench:e',
      name: 'e',
      roleArn: 'arn:aws:iam::000000000000:role/bench',
      machineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:bench',
      machineName: 'bench',
      region: 'us-east-1',
      started: 0,
      input: datum(INPUT),
      express: false,
      tokenOf: () => '',
      mapRunArnOf: () => '',
    });
    const { events } = advance(run, { kind: 'start' }, { now: 0, chance });
    if (events.length !== 12 || run.status !== 'SUCCEEDED') throw new Error(`the execution ended as ${run.status}`);
  };
  let best = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const begun = performance.now();
    let count = 0;
    for (; performance.now() - begun < ROUND_MS; count += 100) for (let i = 0; i < 100; i++) once();
    best = Math.max(best, count / ((performance.now() - begun) / 1000));
  }
  return Math.round(best);
}
