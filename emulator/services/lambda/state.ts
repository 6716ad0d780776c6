import type { Caller } from '../../core/caller.ts';
import type { RequestContext, ServiceDeps } from '../../core/service.ts';
import type { Collection, Store } from '../../store/store.ts';
import type { AsyncInvocations } from './async-invocations.ts';
import {
  type FunctionName,
  functionArn,
  functionKey,
  functionNotFound,
  type LambdaFunction,
  parseFunctionName,
} from './function.ts';
import type { InvokeConfig } from './operations/invoke-config.ts';
import type { Pool } from './runtime/pool.ts';
import type { Mapping, Sources } from './sources/mapping.ts';

/** The zip of a function, by the SHA-256 of its bytes. */
export interface CodeBlob {
  readonly bytes: Uint8Array;
}

export interface LambdaState {
  readonly deps: ServiceDeps<Store>;
  readonly functions: Collection<LambdaFunction>;
  readonly code: CodeStore;
  readonly mappings: Collection<Mapping>;
  readonly invokeConfigs: Collection<InvokeConfig>;
  readonly pool: Pool;
  readonly queue: AsyncInvocations;
  readonly sources: Sources;
}

export interface CodeStore {
  put(sha256: string, bytes: Uint8Array): void;
  get(sha256: string): Uint8Array | undefined;
}

/** Code lies in a table of its own, so that it is read only when an environment starts. */
export function createCodeStore(store: Store): CodeStore {
  store.schema('CREATE TABLE IF NOT EXISTS lambda_code (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL)');
  const put = store.prepare('INSERT OR IGNORE INTO lambda_code (sha256, bytes) VALUES (?, ?)');
  const get = store.prepare<{ bytes: Uint8Array }>('SELECT bytes FROM lambda_code WHERE sha256 = ?');
  return { put: (sha256, bytes) => void put.run(sha256, bytes), get: (sha256) => get.get(sha256)?.bytes };
}

interface Named {
  readonly FunctionName?: string | undefined;
  readonly Qualifier?: string | undefined;
}

export interface Found {
  readonly fn: LambdaFunction;
  readonly named: FunctionName;
}

/** @throws AwsError `ResourceNotFoundException`, `ValidationException` */
export function functionOf({ functions }: LambdaState, input: Named, context: RequestContext): Found {
  const named = parseFunctionName(input.FunctionName ?? '', input.Qualifier, context);
  const fn = functions.get(functionKey(named, named.name));
  if (!fn) throw functionNotFound(named);
  return { fn, named };
}

export const putFunction = (state: LambdaState, fn: LambdaFunction): void =>
  state.functions.put(functionKey(fn, fn.name), fn);

export const forFunction = (input: Named, context: RequestContext): string => {
  const named = parseFunctionName(input.FunctionName ?? '', input.Qualifier, context);
  return functionArn(named, named.name, named.qualifier);
};

/** The Lambda service itself, on behalf of a function. */
export type LambdaCaller = Caller;
