import type { FunctionConfiguration, UpdateFunctionCodeCommandInput } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../core/service.ts';
import { fetchCode } from '../code.ts';
import { configuration } from '../describe.ts';
import { checkSettled } from '../function.ts';
import { checkRevision } from '../revision.ts';
import { forFunction, functionOf, type LambdaState } from '../state.ts';
import { latestOf, publish, replaceLatest } from '../versions.ts';

export const updateFunctionCode: Operation<LambdaState, UpdateFunctionCodeCommandInput, FunctionConfiguration> = {
  resource: forFunction,
  async handle(state, input, context) {
    const before = functionOf(state, input, context).fn;
    checkSettled(before, context.now);
    checkRevision(before.latest, input.RevisionId, context.now);
    const { code, bytes } = await fetchCode(state, input, input.Architectures ?? before.latest.architectures, context);
    // The object may have taken its time to come; the function may have changed meanwhile.
    const { fn } = functionOf(state, input, context);
    checkSettled(fn, context.now);
    const latest = latestOf(state, fn, fn.latest, code, context.now);
    if (input.DryRun) return configuration(fn, { ...fn.latest, ...code }, '', context.now);
    const updated = { ...fn, latest, before: fn.latest };
    const published = input.Publish ? publish(state, updated, undefined, context.now) : undefined;
    state.deps.store.atomic(() => {
      state.code.put(code.codeSha256, bytes);
      replaceLatest(state, fn, published?.fn ?? updated);
    });
    const shown = published?.version ?? latest;
    return configuration(published?.fn ?? updated, shown, published ? shown.version : '', context.now);
  },
};
