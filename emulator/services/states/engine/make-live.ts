import type { StateGraph } from '../../../asl/index.ts';
import { createRun, datum } from '../../../asl/interpreter/index.ts';
import { mapRunArn } from '../arns.ts';
import type { Execution } from '../executions/execution.ts';
import type { DefinitionOf } from '../machines/definitions.ts';
import type { Revision } from '../machines/machine.ts';
import { statesIn } from '../machines/states-in.ts';
import { uuidOf } from './chance.ts';
import type { Keeping, Live } from './live.ts';
import { tokenOf } from './tokens.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const LONGEST_SECONDS = { STANDARD: 31_536_000, EXPRESS: 300 };

/** The states an execution goes through: the machine's, or those of the Map whose child it is. */
function graphOf(
  { child }: Execution,
  revision: Revision,
  definitionOf: DefinitionOf,
): StateGraph & { readonly timeoutSeconds?: number } {
  const definition = definitionOf(revision);
  if (!child) return definition;
  for (const state of statesIn(definition)) {
    if (state.type === 'Map' && state.name === child.mapState) return state.processor;
  }
  throw new Error(`no Map state ${child.mapState} in revision ${revision.id}`);
}

/** An execution at its very beginning, before its first step. */
export function makeLive(execution: Execution, revision: Revision, keeping: Keeping, definitionOf: DefinitionOf): Live {
  const { id, arn, name, machineArn, machineName, type, seed, started, input, versionArn, aliasArn } = execution;
  const graph = graphOf(execution, revision, definitionOf);
  const run = createRun(graph, {
    executionArn: arn,
    name,
    roleArn: revision.roleArn,
    machineArn,
    machineName,
    region: execution.region,
    started,
    input: datum(JSON.parse(input), input),
    express: type === 'EXPRESS',
    timeoutSeconds: Math.min(graph.timeoutSeconds ?? LONGEST_SECONDS[type], LONGEST_SECONDS[type]),
    startedWith: {
      ...(aliasArn === undefined ? {} : { stateMachineAliasArn: aliasArn }),
      ...(versionArn === undefined ? {} : { stateMachineVersionArn: versionArn }),
    },
    tokenOf: (task) => tokenOf(id, seed, task),
    mapRunArnOf: (label, mapRun) =>
      mapRunArn(execution, machineName, label ?? uuidOf(revision.id, 'label'), uuidOf(seed, 'mapRun', mapRun)),
  });
  return {
    execution,
    revision,
    run,
    keeping,
    step: 0,
    timers: new Map(),
    tasks: new Map(),
    mapRuns: new Map(),
    yielded: false,
  };
}
