import type { RequestContext, ServiceDeps } from '../../core/service.ts';
import type { Collection, Store } from '../../store/store.ts';
import type { InvokeConfig } from './async/invoke-config.ts';
import type { AsyncQueue } from './async/queue.ts';
import type { CodeStore } from './code-store.ts';
import {
  type FunctionName,
  functionArn,
  functionKey,
  functionNotFound,
  type LambdaFunction,
  parseFunctionName,
} from './function.ts';
import type { Permissions } from './ports.ts';
import type { Pool } from './runtime/pool.ts';
import type { Mapping } from './sources/mapping.ts';
import type { Sources } from './sources/sources.ts';

export interface LambdaState {
  readonly deps: ServiceDeps<Store>;
  readonly permissions: Permissions;
  readonly functions: Collection<LambdaFunction>;
  readonly code: CodeStore;
  readonly invokeConfigs: Collection<InvokeConfig>;
  readonly pool: Pool;
  readonly queue: AsyncQueue;
  readonly mappings: Collection<Mapping>;
  readonly sources: Sources;
  /** Signs the addresses of code; lives as long as the process. */
  readonly linkSecret: string;
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

export const putFunction = ({ functions }: LambdaState, fn: LambdaFunction): void =>
  functions.put(functionKey(fn, fn.name), fn);

/** The ARN that a permission on a function is asked for, whether the function exists or not. */
export function forFunction(input: Named, context: RequestContext): string {
  const named = parseFunctionName(input.FunctionName ?? '', input.Qualifier, context);
  return functionArn(named, named.name, named.qualifier);
}
