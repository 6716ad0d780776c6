import { parseArn } from '../../core/arn.ts';
import type { Service, ServiceDeps } from '../../core/service.ts';
import type { Store } from '../../store/store.ts';
import { createAsyncQueue } from './async/queue.ts';
import { runAsync } from './async/run-async.ts';
import { serveCode } from './code-location.ts';
import { createCodeStore } from './code-store.ts';
import { functionKey } from './function.ts';
import * as aliases from './operations/aliases.ts';
import * as concurrency from './operations/concurrency.ts';
import { createFunction } from './operations/create-function.ts';
import { deleteFunction } from './operations/delete-function.ts';
import * as mappings from './operations/event-source-mappings.ts';
import { getFunction, getFunctionConfiguration } from './operations/get-function.ts';
import { invoke } from './operations/invoke.ts';
import * as invokeConfigs from './operations/invoke-config.ts';
import { listFunctions, listVersionsByFunction } from './operations/list-functions.ts';
import * as permissions from './operations/permissions.ts';
import { publishVersion } from './operations/publish-version.ts';
import * as tags from './operations/tags.ts';
import { updateFunctionCode } from './operations/update-function-code.ts';
import { updateFunctionConfiguration } from './operations/update-function-configuration.ts';
import type { Permissions } from './ports.ts';
import { createPool } from './runtime/pool.ts';
import { sweep } from './runtime/unpack.ts';
import { createCheckpoints } from './sources/checkpoints.ts';
import { createSources } from './sources/sources.ts';
import type { LambdaState } from './state.ts';
import { usedCode } from './versions.ts';

function createState(deps: ServiceDeps<Store>, access: Permissions): LambdaState {
  const code = createCodeStore(deps.store);
  const checkpoints = createCheckpoints(deps.store.collection('lambda.checkpoints'));
  const state: LambdaState = {
    deps,
    permissions: access,
    functions: deps.store.collection('lambda.functions'),
    code,
    invokeConfigs: deps.store.collection('lambda.invoke-configs'),
    pool: createPool(deps, code),
    queue: createAsyncQueue(deps),
    mappings: deps.store.collection('lambda.mappings'),
    sources: createSources(() => state, checkpoints),
    linkSecret: deps.ids.hex(64),
  };
  return state;
}

/** The policy that a function's ARN, qualified or not, stands under. */
function policyOf({ functions }: LambdaState, arn: string): string | undefined {
  const parsed = parseArn(arn);
  const [kind, name = '', qualifier = ''] = parsed?.resource.split(':') ?? [];
  if (parsed?.service !== 'lambda' || kind !== 'function') return undefined;
  return functions.get(functionKey(parsed, name))?.policies[qualifier]?.text;
}

/** AWS Lambda: Node.js functions in worker threads. */
export function createLambda(deps: ServiceDeps<Store>, access: Permissions): Service<LambdaState> {
  const state = createState(deps, access);
  return {
    id: 'lambda',
    state,
    operations: {
      AddPermission: permissions.addPermission,
      CreateAlias: aliases.createAlias,
      CreateEventSourceMapping: mappings.createEventSourceMapping,
      CreateFunction: createFunction,
      DeleteAlias: aliases.deleteAlias,
      DeleteEventSourceMapping: mappings.deleteEventSourceMapping,
      DeleteFunction: deleteFunction,
      DeleteFunctionConcurrency: concurrency.deleteFunctionConcurrency,
      DeleteFunctionEventInvokeConfig: invokeConfigs.deleteFunctionEventInvokeConfig,
      GetAccountSettings: concurrency.getAccountSettings,
      GetAlias: aliases.getAlias,
      GetEventSourceMapping: mappings.getEventSourceMapping,
      GetFunction: getFunction,
      GetFunctionConcurrency: concurrency.getFunctionConcurrency,
      GetFunctionConfiguration: getFunctionConfiguration,
      GetFunctionEventInvokeConfig: invokeConfigs.getFunctionEventInvokeConfig,
      GetPolicy: permissions.getPolicy,
      Invoke: invoke,
      ListAliases: aliases.listAliases,
      ListEventSourceMappings: mappings.listEventSourceMappings,
      ListFunctionEventInvokeConfigs: invokeConfigs.listFunctionEventInvokeConfigs,
      ListFunctions: listFunctions,
      ListTags: tags.listTags,
      ListVersionsByFunction: listVersionsByFunction,
      PublishVersion: publishVersion,
      PutFunctionConcurrency: concurrency.putFunctionConcurrency,
      PutFunctionEventInvokeConfig: invokeConfigs.putFunctionEventInvokeConfig,
      RemovePermission: permissions.removePermission,
      TagResource: tags.tagResource,
      UntagResource: tags.untagResource,
      UpdateAlias: aliases.updateAlias,
      UpdateEventSourceMapping: mappings.updateEventSourceMapping,
      UpdateFunctionCode: updateFunctionCode,
      UpdateFunctionConfiguration: updateFunctionConfiguration,
      UpdateFunctionEventInvokeConfig: invokeConfigs.updateFunctionEventInvokeConfig,
    },
    resourcePolicy: (arn) => policyOf(state, arn),
    edge: (request) => {
      const answer = serveCode(state, request);
      return answer && Promise.resolve(answer);
    },
    start() {
      sweep(deps.folder, usedCode(state));
      state.queue.start((invocation) => runAsync(state, invocation));
      state.sources.start();
    },
    async stop() {
      state.queue.stop();
      state.sources.stop();
      await state.pool.stop();
    },
  };
}
