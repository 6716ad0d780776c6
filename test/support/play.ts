import { type Json, parseDefinition } from '../../emulator/asl/index.ts';
import {
  advance,
  createRun,
  datum,
  type Effect,
  type HistoryEvent,
  type Input,
  type Run,
  type TaskRequest,
} from '../../emulator/asl/interpreter/index.ts';

/** An execution that a test plays the host of. Time stands still until `at` moves it. */
export interface Play {
  readonly run: Run;
  readonly events: HistoryEvent[];
  now: number;
  /** Tells it something; gives the effects. */
  tell(input: Input): readonly Effect[];
  /** Tasks that have been begun, in their order. */
  readonly tasks: TaskRequest[];
  /** Fires the earliest timer that is set, at its time. */
  fire(): readonly Effect[];
  /** The last effect `end`. */
  readonly end: Extract<Effect, { kind: 'end' }> | undefined;
  /** `id<-previous type`, for every event. */
  readonly lines: string[];
}

const START = Date.UTC(2026, 10, 23, 12);

export function play(states: object, input: Json = {}, options: { readonly express?: boolean } = {}): Play {
  const definition = { StartAt: Object.keys(states)[0], States: states };
  return playMachine(definition, input, options);
}

export function playMachine(definition: object, input: Json = {}, { express = false } = {}): Play {
  const graph = parseDefinition(JSON.stringify(definition));
  const run = createRun(graph, {
    executionArn: 'arn:aws:states:us-east-1:123456789012:execution:m:e',
    name: 'e',
    roleArn: 'arn:aws:iam::123456789012:role/r',
    machineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:m',
    machineName: 'm',
    region: 'us-east-1',
    started: START,
    input: datum(input),
    express,
    timeoutSeconds: graph.timeoutSeconds,
    tokenOf: (task) => `token-${task}`,
    mapRunArnOf: (label, mapRun) => `arn:aws:states:us-east-1:123456789012:mapRun:m/${label ?? 'l'}:${mapRun}`,
  });
  const events: HistoryEvent[] = [];
  const tasks: TaskRequest[] = [];
  const timers = new Map<number, number>();
  let end: Play['end'];
  let draws = 0;
  const chance = { random: () => 0.5, uuid: () => `uuid-${++draws}` };

  const played: Play = {
    run,
    events,
    tasks,
    now: START,
    get end() {
      return end;
    },
    get lines() {
      return events.map(({ id, previous, type }) => `${id}<-${previous} ${type}`);
    },
    tell(told) {
      const result = advance(run, told, { now: played.now, chance });
      events.push(...result.events);
      for (const effect of result.effects) {
        if (effect.kind === 'task') tasks.push(effect.request);
        if (effect.kind === 'timer') timers.set(effect.timer, effect.at);
        if (effect.kind === 'cancelTimer') timers.delete(effect.timer);
        if (effect.kind === 'end') end = effect;
      }
      return result.effects;
    },
    fire() {
      const [timer, at] = [...timers].sort(([, a], [, b]) => a - b)[0] ?? [0, 0];
      timers.delete(timer);
      played.now = at;
      return played.tell({ kind: 'timer', timer });
    },
  };
  played.tell({ kind: 'start' });
  return played;
}
