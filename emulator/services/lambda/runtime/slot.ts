import { AwsError } from '../../../core/aws-error.ts';
import { serviceCaller } from '../../../core/caller.ts';
import type { Instant } from '../../../core/clock.ts';
import type { ServiceDeps } from '../../../core/service.ts';
import type { CodeStore } from '../code-store.ts';
import { type FunctionVersion, functionArn } from '../function.ts';
import { CANNOT_ASSUME, PRINCIPAL, sessionName } from '../role.ts';
import { type Environment, startEnvironment } from './environment.ts';
import { createLogWriter, type LogWriter } from './log-writer.ts';
import { unpack } from './unpack.ts';
import { type Credentials, credentialVariables, variablesOf } from './variables.ts';

/** An execution environment with what belongs to it. */
export interface Slot {
  readonly version: FunctionVersion;
  readonly environment: Environment;
  readonly log: LogWriter;
  credentialsEnd: Instant;
  usedAt: Instant;
  isCold: boolean;
  /** What the invocation that runs has logged. */
  lines: string[];
}

const REFRESH_BEFORE_MILLISECONDS = 10 * 60_000;

/** Says a line of the platform, or of the function, in the log of an environment. */
export function say(slot: Slot, line: string): void {
  slot.lines.push(line);
  slot.log.write(line);
}

const endOf = ({ Expiration }: Credentials): Instant => Expiration?.getTime() ?? Number.POSITIVE_INFINITY;

async function credentialsOf({ aws }: ServiceDeps, version: FunctionVersion): Promise<Credentials> {
  const caller = serviceCaller(PRINCIPAL, version.accountId, functionArn(version, version.name));
  const input = { RoleArn: version.role, RoleSessionName: sessionName(version) };
  try {
    const { Credentials: credentials = {} } = await aws.call<{ Credentials?: Credentials }>(
      caller,
      'sts',
      'AssumeRole',
      input,
    );
    return credentials;
  } catch (cause) {
    throw new AwsError('AccessDeniedException', CANNOT_ASSUME, { status: 403, cause });
  }
}

/** Variables of new credentials where the old ones end soon. */
export async function freshCredentials(deps: ServiceDeps, slot: Slot): Promise<Record<string, string> | undefined> {
  if (slot.credentialsEnd - deps.clock.now() >= REFRESH_BEFORE_MILLISECONDS) return undefined;
  const credentials = await credentialsOf(deps, slot.version);
  slot.credentialsEnd = endOf(credentials);
  return credentialVariables(credentials);
}

/** @throws AwsError `AccessDeniedException` where the role is gone or no longer trusts Lambda, `ServiceException` where the code is gone */
export async function openSlot(deps: ServiceDeps, code: CodeStore, version: FunctionVersion): Promise<Slot> {
  const { clock, ids } = deps;
  const bytes = code.get(version.codeSha256);
  if (!bytes) throw new AwsError('ServiceException', 'The code of the function is missing.');
  const credentials = await credentialsOf(deps, version);
  const day = new Date(clock.now()).toISOString().slice(0, 10).replaceAll('-', '/');
  const stream = `${day}/[${version.version}]${ids.hex(32)}`;
  const folder = unpack(bytes, version.codeSha256, deps.folder);
  const variables = variablesOf(version, credentials, stream, folder, deps.endpoint());
  const slot: Slot = {
    version,
    environment: startEnvironment({ version, folder, clock, variables, onLog: (text) => say(slot, text) }),
    log: createLogWriter(deps, version, stream),
    credentialsEnd: endOf(credentials),
    usedAt: clock.now(),
    isCold: true,
    lines: [],
  };
  return slot;
}
