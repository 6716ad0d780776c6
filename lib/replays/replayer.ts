import { DomainError, NotFoundError } from '../errors.ts';
import type { ReplayCommand } from './replay-command.ts';
import { checkWindow } from './replay-window.ts';

/** As AWS names them. */
export type ReplayState = 'STARTING' | 'RUNNING' | 'CANCELLING' | 'COMPLETED' | 'CANCELLED' | 'FAILED';

export interface Replay {
  readonly replayName: string;
  readonly state: ReplayState;
  /** RFC 3339, each. */
  readonly from: string;
  readonly to: string;
  readonly rules: readonly string[];
  /** Time of the last event replayed so far. */
  readonly replayedTo?: string;
  readonly startedAt?: string;
  readonly endedAt?: string;
  /** Why it failed. */
  readonly reason?: string;
}

export interface NewReplay {
  readonly replayName: string;
  readonly from: Date;
  readonly to: Date;
  readonly rules: readonly string[];
  readonly description: string;
}

/** The archive of the bus. */
export interface Archive {
  /** @throws ReplayExistsError, TooManyReplaysError */
  start(replay: NewReplay): Promise<void>;
  /** Undefined: there is none of that name. */
  find(name: string): Promise<Replay | undefined>;
  /** @throws ReplayEndedError */
  cancel(name: string): Promise<void>;
  list(): Promise<readonly Replay[]>;
  /** Those of the names that are rules of the bus. */
  knownRules(names: readonly string[]): Promise<readonly string[]>;
}

/** A replay of that name was made within the last 90 days. */
export class ReplayExistsError extends DomainError {
  readonly name = 'ReplayExistsError';
  readonly kind = 'conflict';
}

/** The account runs ten replays already. */
export class TooManyReplaysError extends DomainError {
  readonly name = 'TooManyReplaysError';
  readonly kind = 'too-many';
}

/** The replay is over, so there is nothing to cancel. */
export class ReplayEndedError extends DomainError {
  readonly name = 'ReplayEndedError';
  readonly kind = 'conflict';
}

export interface ReplayPorts {
  readonly archive: Archive;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Seconds that the archive needs until it surely holds an event; AWS: 600. */
  readonly lagSeconds: number;
}

type Start = Extract<ReplayCommand, { action: 'start' }>;

const nameOf = (from: Date, to: Date, now: number): string =>
  `replay-${from.toISOString()}-${(to.getTime() - from.getTime()) / 1000}s-${now.toString(36)}`
    .replaceAll(':', '')
    .replace(/\.\d+Z/, 'Z')
    .slice(0, 64);

async function found(archive: Archive, name: string): Promise<Replay> {
  const replay = await archive.find(name);
  if (!replay) throw new NotFoundError(`There is no replay called ${name}; AWS forgets them after 90 days.`);
  return replay;
}

async function start(
  { from, to, rules, replayName, reason }: Start,
  { archive, now, lagSeconds }: ReplayPorts,
): Promise<Replay> {
  const window = checkWindow(from, to, now, lagSeconds);
  const known = await archive.knownRules(rules);
  const unknown = rules.filter((rule) => !known.includes(rule));
  if (unknown.length > 0) throw new NotFoundError(`The bus has no rule called ${unknown.join(', ')}.`);
  const replay = {
    ...window,
    rules,
    replayName: replayName ?? nameOf(window.from, window.to, now),
    description: reason ?? '',
  };
  await archive.start(replay);
  return found(archive, replay.replayName);
}

/**
 * Does what an operator asked. Only the rules that were named get the events again.
 * @throws InvalidInputError, NotFoundError, ReplayExistsError, TooManyReplaysError, ReplayEndedError
 */
export async function replayEvents(command: ReplayCommand, ports: ReplayPorts): Promise<Replay | readonly Replay[]> {
  switch (command.action) {
    case 'start':
      return start(command, ports);
    case 'status':
      return found(ports.archive, command.replayName);
    case 'cancel':
      await found(ports.archive, command.replayName);
      await ports.archive.cancel(command.replayName);
      return found(ports.archive, command.replayName);
    case 'list':
      return ports.archive.list();
  }
}
