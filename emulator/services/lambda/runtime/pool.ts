import { AwsError } from '../../../core/aws-error.ts';
import { serviceCaller } from '../../../core/caller.ts';
import type { ServiceDeps } from '../../../core/service.ts';
import type { Store } from '../../../store/store.ts';
import { type FunctionVersion, functionArn } from '../function.ts';
import type { CodeStore } from '../state.ts';
import { type Environment, type Outcome, startEnvironment } from './environment.ts';
import { createLogWriter, type LogWriter } from './log-writer.ts';
import { endLines, platformLine, startLine } from './platform-log.ts';
import { unpack } from './unpack.ts';
import { credentialVariables, variablesOf } from './variables.ts';

export interface RunResult {
  readonly payload: string;
  /** `Unhandled`, where the function failed. */
  readonly functionError: string | undefined;
  /** The last 4 KB of the log, for `LogType: Tail`. */
  readonly tail: string;
}

export interface Pool {
  /** Runs a version once. @throws AwsError `TooManyRequestsException` over the concurrency allowed */
  run(version: FunctionVersion, payload: string, requestId: string, options: RunOptions): Promise<RunResult>;
  /** Ends the idle environments of a function whose code or configuration changed. */
  retire(version: Pick<FunctionVersion, 'accountId' | 'region' | 'name'>): void;
  /** How many invocations of a function run now. */
  running(key: string): number;
  stop(): Promise<void>;
}

export interface RunOptions {
  readonly reserved: number | undefined;
  readonly qualifier: string;
}

interface Slot {
  readonly environment: Environment;
  readonly log: LogWriter;
  credentialsEnd: number;
  usedAt: number;
  lines: string[];
}

const ACCOUNT_CONCURRENCY = 1000;
/** Threads cost memory: more than so many environments of all functions wait for one another. */
const ENVIRONMENTS = 48;
const IDLE_MILLISECONDS = 5 * 60_000;
const REFRESH_BEFORE = 10 * 60_000;
const TAIL_BYTES = 4096;
const RUNTIMES = new Set(['nodejs20.x', 'nodejs22.x', 'nodejs24.x']);

const keyOf = ({ accountId, region, name }: Pick<FunctionVersion, 'accountId' | 'region' | 'name'>): string =>
  `${accountId}/${region}/${name}`;

export function createPool(deps: ServiceDeps<Store>, code: CodeStore): Pool {
  const { aws, clock, ids } = deps;
  const idle = new Map<string, Slot[]>();
  const counts = new Map<string, number>();
  const waiting: (() => void)[] = [];
  let total = 0;
  let stopped = false;

  const dropped = (slot: Slot): void => {
    total--;
    slot.environment.stop().catch(() => undefined);
    waiting.shift()?.();
  };
  const reap = (): void => {
    const limit = clock.now() - IDLE_MILLISECONDS;
    for (const [key, slots] of idle) {
      const kept = slots.filter((slot) => slot.usedAt > limit);
      for (const slot of slots) if (!kept.includes(slot)) dropped(slot);
      if (kept.length > 0) idle.set(key, kept);
      else idle.delete(key);
    }
    if (!stopped) cancelReap = clock.at(clock.now() + IDLE_MILLISECONDS, reap);
  };
  let cancelReap = clock.at(clock.now() + IDLE_MILLISECONDS, reap);

  const credentialsOf = async (version: FunctionVersion) => {
    const input = { RoleArn: version.role, RoleSessionName: version.name };
    const { Credentials } = await aws.call<{
      Credentials?: { AccessKeyId?: string; SecretAccessKey?: string; SessionToken?: string; Expiration?: Date };
    }>(
      serviceCaller('lambda.amazonaws.com', version.accountId, functionArn(version, version.name)),
      'sts',
      'AssumeRole',
      input,
    );
    return Credentials ?? {};
  };
  const makeRoom = async (): Promise<void> => {
    while (total >= ENVIRONMENTS) {
      const [key, slots] = [...idle].find(([, list]) => list.length > 0) ?? [];
      const oldest = slots?.shift();
      if (oldest && key !== undefined) dropped(oldest);
      else await new Promise<void>((resolve) => waiting.push(resolve));
    }
  };
  const open = async (version: FunctionVersion): Promise<Slot> => {
    await makeRoom();
    const bytes = code.get(version.codeSha256);
    if (!bytes) throw new AwsError('ServiceException', 'The code of the function is missing.', { status: 500 });
    const credentials = await credentialsOf(version);
    const day = new Date(clock.now()).toISOString().slice(0, 10).replaceAll('-', '/');
    const stream = `${day}/[${version.version}]${ids.hex(32)}`;
    const folder = unpack(bytes, version.codeSha256, deps.folder);
    const log = createLogWriter(deps, version, stream);
    total++;
    const slot: Slot = {
      environment: startEnvironment({
        version,
        folder,
        stream,
        clock,
        variables: variablesOf(version, credentials, stream, folder, deps.endpoint()),
        onLog(text) {
          slot.lines.push(text);
          log.write(text);
        },
      }),
      log,
      credentialsEnd: credentials.Expiration?.getTime() ?? Number.POSITIVE_INFINITY,
      usedAt: clock.now(),
      lines: [],
    };
    return slot;
  };
  const take = (version: FunctionVersion): Slot | undefined => {
    const slots = idle.get(keyOf(version)) ?? [];
    const at = slots.findLastIndex(
      ({ environment }) =>
        environment.version.revision === version.revision && environment.version.version === version.version,
    );
    if (at < 0) return undefined;
    const [slot] = slots.splice(at, 1);
    if (slot && !slot.environment.isAlive()) {
      dropped(slot);
      return take(version);
    }
    return slot;
  };
  const give = (slot: Slot): void => {
    slot.usedAt = clock.now();
    if (stopped || !slot.environment.isAlive()) return dropped(slot);
    const key = keyOf(slot.environment.version);
    idle.set(key, [...(idle.get(key) ?? []), slot]);
    waiting.shift()?.();
  };

  const runIn = async (
    slot: Slot,
    version: FunctionVersion,
    payload: string,
    requestId: string,
    qualifier: string,
  ): Promise<RunResult> => {
    const cold = slot.environment.initDuration() === undefined;
    const say = (line: string | undefined): void => {
      if (line === undefined) return;
      slot.lines.push(line);
      slot.log.write(line);
    };
    slot.lines = [];
    if (cold)
      say(
        platformLine(
          version,
          'platform.initStart',
          {
            initializationType: 'on-demand',
            phase: 'init',
            runtimeVersion: version.runtime,
            functionName: version.name,
            functionVersion: version.version,
          },
          clock.now(),
        ),
      );
    say(startLine(version, requestId, clock.now()));
    const renew = slot.credentialsEnd - clock.now() < REFRESH_BEFORE;
    const fresh = renew ? await credentialsOf(version) : undefined;
    if (fresh) slot.credentialsEnd = fresh.Expiration?.getTime() ?? Number.POSITIVE_INFINITY;
    const started = performance.now();
    const traceId = `Root=1-${Math.floor(clock.now() / 1000).toString(16)}-${ids.hex(24)};Parent=${ids.hex(16)};Sampled=0`;
    const invocation = {
      requestId,
      payload,
      functionArn: functionArn(version, version.name, qualifier),
      traceId,
      ...(fresh ? { credentials: credentialVariables(fresh) } : {}),
    };
    const outcome = await slot.environment.invoke(invocation, version.timeoutSeconds * 1000);
    const duration = performance.now() - started;
    for (const line of endLines(
      version,
      requestId,
      outcome,
      { duration, init: cold ? slot.environment.initDuration() : undefined },
      clock.now(),
    ))
      say(line);
    const tail = Buffer.from(slot.lines.join('\n')).subarray(-TAIL_BYTES).toString('utf8');
    return { ...answerOf(outcome, requestId), tail };
  };

  return {
    async run(version, payload, requestId, { reserved, qualifier }) {
      if (!RUNTIMES.has(version.runtime)) {
        throw new AwsError(
          'InvalidRuntimeException',
          `The runtime ${version.runtime} cannot be run here: only Node.js functions can. Deploy the function with nodejs24.x.`,
          { status: 502 },
        );
      }
      const key = keyOf(version);
      const running = counts.get(key) ?? 0;
      if (running >= (reserved ?? ACCOUNT_CONCURRENCY)) {
        throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', {
          status: 429,
          fields: {
            Reason:
              reserved === undefined
                ? 'ConcurrentInvocationLimitExceeded'
                : 'ReservedFunctionConcurrentInvocationLimitExceeded',
            Type: 'User',
          },
        });
      }
      counts.set(key, running + 1);
      try {
        const slot = take(version) ?? (await open(version));
        try {
          return await runIn(slot, version, payload, requestId, qualifier);
        } finally {
          give(slot);
        }
      } finally {
        counts.set(key, (counts.get(key) ?? 1) - 1);
      }
    },
    retire(version) {
      const slots = idle.get(keyOf(version)) ?? [];
      idle.delete(keyOf(version));
      for (const slot of slots) dropped(slot);
    },
    running: (key) => counts.get(key) ?? 0,
    async stop() {
      stopped = true;
      cancelReap();
      const slots = [...idle.values()].flat();
      idle.clear();
      await Promise.all(
        slots.map(async ({ log, environment }) => {
          await log.flush();
          await environment.stop();
        }),
      );
    },
  };
}

const PAYLOAD_LIMIT = 6_291_556;

function answerOf(outcome: Outcome, requestId: string): Omit<RunResult, 'tail'> {
  if (outcome.kind === 'result') {
    const size = Buffer.byteLength(outcome.payload);
    if (size <= PAYLOAD_LIMIT) return { payload: outcome.payload, functionError: undefined };
    const error = {
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: `Response payload size exceeded maximum allowed payload size (${PAYLOAD_LIMIT} bytes).`,
    };
    return { payload: JSON.stringify(error), functionError: 'Unhandled' };
  }
  const { errorType, errorMessage, trace } = outcome.error;
  const isTimeout = outcome.kind === 'fatal' && outcome.timedOut;
  const message = isTimeout
    ? `RequestId: ${requestId} Error: ${errorMessage}`
    : errorMessage.replace('RequestId: ?', `RequestId: ${requestId}`);
  return {
    payload: JSON.stringify({
      ...(errorType === undefined ? {} : { errorType }),
      errorMessage: message,
      ...(trace ? { trace } : {}),
    }),
    functionError: 'Unhandled',
  };
}
