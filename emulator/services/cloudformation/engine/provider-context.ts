import { fromService } from '../resources/failure-reason.ts';
import type { NameOptions, ProviderContext } from '../resources/provider.ts';
import type { StackResource } from '../stack.ts';
import { findCallback, openCallback } from './callbacks.ts';
import { type Run, stackNow, unlessStopped, waiting } from './run.ts';

const POLL = 500;

/** `<stack>-<logical id>-<chance>`; where that is too long, both names give way alike. */
export function generatedName(
  stackName: string,
  logicalId: string,
  suffix: string,
  { longest = 64, lowerCase = false, ending = '', withoutStack }: NameOptions = {},
): string {
  if (withoutStack) return `${logicalId.slice(0, longest - suffix.length - 1)}-${suffix}`;
  const room = longest - suffix.length - ending.length - 2;
  const over = stackName.length + logicalId.length - room;
  const stack = over > 0 ? stackName.slice(0, Math.max(Math.floor(room / 2), room - logicalId.length)) : stackName;
  const logical = over > 0 ? logicalId.slice(0, room - stack.length) : logicalId;
  const name = `${stack}-${logical}-${suffix}`;
  return (lowerCase ? name.toLowerCase() : name) + ending;
}

/** @param begun called once the physical resource exists, though its provider has not ended */
export function providerContext(
  run: Run,
  { logicalId, type, suffix }: Pick<StackResource, 'logicalId' | 'type' | 'suffix'>,
  begun: ProviderContext['begun'],
): ProviderContext {
  const { id, name, accountId, region, definition } = stackNow(run);
  const { aws, clock } = run.state.deps;
  return {
    stack: { id, name, accountId, region, tags: definition.tags, capabilities: definition.capabilities },
    logicalId,
    type,
    token: `${logicalId}-${suffix}`,
    now: () => clock.now(),
    begun,
    callback(kind) {
      // The stack's own id makes it hard to guess.
      const opened = openCallback(run.state, `${id.split('/').at(-1)}-${logicalId}-${suffix}-${kind}`);
      return { ...opened, more: (deadline) => waiting(run, opened.more(deadline)) };
    },
    signals(url) {
      const opened = findCallback(run.state, url);
      return opened && { ...opened, more: (deadline) => waiting(run, opened.more(deadline)) };
    },
    async call<O>(service: Parameters<ProviderContext['call']>[0], operation: string, input: object): Promise<O> {
      try {
        return await unlessStopped(run, aws.call<O>(run.caller, service, operation, input, { accountId, region }));
      } catch (error) {
        fromService(error, service);
        throw error;
      }
    },
    generatedName: (options) => generatedName(name, logicalId, suffix, options),
    async until(ready) {
      while (!(await ready())) {
        await waiting(run, new Promise<void>((resolve) => void clock.at(clock.now() + POLL, resolve)));
      }
    },
  };
}
