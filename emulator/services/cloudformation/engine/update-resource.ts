import { recordResource } from '../record.ts';
import type { Applied, Stack, StackResource } from '../stack.ts';
import { putResource } from '../state.ts';
import { sameJson } from '../template/json.ts';
import { differences } from '../types/differences.ts';
import { checkProperties, makeRecorded, newSuffix } from './create-resource.ts';
import type { Desired } from './desired.ts';
import { change, providerOf, ResourceFailure, unmake } from './resource-work.ts';
import type { Run } from './run.ts';
import { policyFault } from './stack-policy.ts';

const REPLACING = 'Requested update requires the creation of a new physical resource; hence creating one.';

/** Whether a physical resource must give way to become what is wanted. */
function mustReplace(from: Applied, desired: Pick<Desired, 'type' | 'properties'>): boolean {
  const found = differences(desired.type, from.properties, desired.properties);
  return found.replacing.length > 0 || found.perhapsReplacing.length > 0 || !providerOf(desired.type)?.update;
}

/** @throws ResourceFailure where the old and the new resource would bear the same name of the template's choice */
function checkName(from: Applied, desired: Desired): void {
  const property = providerOf(desired.type)?.nameProperty ?? '';
  const name = desired.properties[property];
  if (name === undefined || !sameJson(name, from.properties[property])) return;
  throw new ResourceFailure(
    `CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename ${String(name)} and update the stack again.`,
  );
}

/** Changes a resource where it stands, or makes another beside it. @throws ResourceFailure */
export async function updateResource(
  run: Run,
  stack: Stack,
  record: StackResource,
  from: Applied,
  desired: Desired,
): Promise<Applied> {
  const replace = mustReplace(from, desired);
  const policy = stack.operation?.policy ?? stack.policy;
  const action = replace ? 'Update:Replace' : 'Update:Modify';
  const denied = policyFault(policy, action, record.logicalId, desired.type);
  if (denied !== undefined) throw new ResourceFailure(denied);
  // A crash left another half made beside the old one.
  const half = record.current?.physicalId === from.physicalId ? undefined : record.current;
  if (half) await unmake(run, record, half);
  const begun = recordResource(
    run.state,
    stack,
    record,
    {
      status: 'UPDATE_IN_PROGRESS',
      reason: replace ? REPLACING : undefined,
      before: record.before ?? from,
      current: from,
      suffix: replace ? newSuffix(run) : record.suffix,
    },
    desired.properties,
  );
  if (!replace) {
    checkProperties(record.logicalId, desired);
    // One that fails from here on, or is called off, may have done part of its work: a rollback begins with what was wanted.
    const changing = { ...begun, current: { ...from, ...desired } };
    putResource(run.state, changing);
    return change(run, changing, from, desired);
  }
  checkName(from, desired);
  return makeRecorded(run, begun, desired);
}
