import { AwsError } from '../../../core/aws-error.ts';
import { failureReason } from '../resources/failure-reason.ts';
import { providers } from '../resources/index.ts';
import type { Made, Provider, ProviderContext } from '../resources/provider.ts';
import type { Applied, StackResource } from '../stack.ts';
import { isCustom } from '../types/resource-types.ts';
import type { Desired } from './desired.ts';
import { resolveReferences } from './dynamic-references.ts';
import { providerContext } from './provider-context.ts';
import { Cancelled, type Run } from './run.ts';

/** A resource could not be brought to where it should be; the message is the reason of its event. */
export class ResourceFailure extends Error {
  override name = 'ResourceFailure';
}

export const providerOf = (type: string): Provider | undefined =>
  providers[isCustom(type) ? 'AWS::CloudFormation::CustomResource' : type];

const applied = (desired: Desired, { physicalId, attributes = {} }: Made): Applied => ({
  ...desired,
  physicalId,
  attributes,
});

/** @throws ResourceFailure for whatever goes wrong */
async function attempt<T>({ state }: Run, work: () => Promise<T>): Promise<T> {
  const { ids, log } = state.deps;
  try {
    return await work();
  } catch (error) {
    const known = failureReason(error, () => ids.uuid());
    if (known === undefined && !(error instanceof Cancelled))
      log.error('a resource provider failed', {
        error: String(error),
        stack: error instanceof Error ? error.stack : undefined,
      });
    throw new ResourceFailure(known ?? 'Internal Failure', { cause: error });
  }
}

function needed(type: string): Provider {
  const found = providerOf(type);
  if (!found) throw new ResourceFailure(`Resource type ${type} is not supported by this emulator`);
  return found;
}

/** @throws ResourceFailure where a property would be without effect */
function checkHandled({ handles }: Provider, { type, properties }: Desired): void {
  const ignored = Object.keys(properties).filter((name) => handles && !handles.includes(name));
  if (ignored.length > 0)
    throw new ResourceFailure(`Properties [${ignored.join(', ')}] of ${type} are not supported by this emulator`);
}

/**
 * Makes a physical resource.
 * @param begun told of what exists before all of it does, for a rollback or a restart
 * @throws ResourceFailure
 */
export async function make(
  run: Run,
  record: StackResource,
  desired: Desired,
  begun: (made: Applied) => void,
): Promise<Applied> {
  const { type } = desired;
  const provider = needed(type);
  checkHandled(provider, desired);
  const context = providerContext(run, { ...record, type }, (physicalId, attributes = {}) =>
    begun(applied(desired, { physicalId, attributes })),
  );
  return attempt(run, async () =>
    applied(desired, await provider.create(await resolveReferences(context, desired.properties), context)),
  );
}

/** Changes a physical resource where it stands. @throws ResourceFailure */
export async function change(run: Run, record: StackResource, from: Applied, desired: Desired): Promise<Applied> {
  const provider = needed(desired.type);
  checkHandled(provider, desired);
  if (!provider.update) throw new ResourceFailure(`Update to resource type ${desired.type} is not supported.`);
  const context = providerContext(run, { ...record, type: desired.type }, () => {});
  return attempt(run, async () => {
    const properties = await resolveReferences(context, desired.properties);
    const made = await provider.update?.(properties, from, context);
    return applied(desired, {
      physicalId: made?.physicalId ?? from.physicalId,
      attributes: made?.attributes ?? from.attributes,
    });
  });
}

/** Deletes a physical resource. @throws ResourceFailure */
export async function unmake(run: Run, record: StackResource, what: Applied): Promise<void> {
  const provider = needed(what.type);
  const context: ProviderContext = providerContext(run, { ...record, type: what.type }, () => {});
  await attempt(run, async () => {
    try {
      await provider.delete(what, context);
    } catch (error) {
      if (error instanceof AwsError && /NotFound|NoSuch|NonExistent|DoesNotExist/.test(error.code)) return;
      throw error;
    }
  });
}
