import type { InvokeCommandInput } from '@aws-sdk/client-lambda';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation, RequestContext } from '../../../core/service.ts';
import { type FunctionVersion, functionKey, servingVersion, versionOf } from '../function.ts';
import { chooseVersion, runVersion } from '../invocation.ts';
import { checkPayload, clientContextOf } from '../payload.ts';
import { type Found, forFunction, functionOf, type LambdaState } from '../state.ts';

interface Output {
  readonly StatusCode: number;
  readonly ExecutedVersion?: string;
  readonly FunctionError?: string;
  readonly LogResult?: string;
  readonly Payload?: Uint8Array;
}

type Kind = NonNullable<InvokeCommandInput['InvocationType']>;
type Handler = (
  state: LambdaState,
  found: Found,
  version: FunctionVersion,
  input: InvokeCommandInput & { readonly payload: Uint8Array; readonly clientContext: string | undefined },
  context: RequestContext,
) => Output | Promise<Output>;

const KINDS: Readonly<Record<Kind, Handler>> = {
  DryRun: () => ({ StatusCode: 204 }),
  Event(state, { fn, named }, _version, { payload, clientContext }, { requestId, now }) {
    state.queue.add({
      key: functionKey(fn, fn.name),
      qualifier: named.qualifier,
      requestId,
      payload,
      clientContext,
      accepted: now,
    });
    return { StatusCode: 202 };
  },
  async RequestResponse(state, { fn, named }, version, { payload, clientContext, LogType }, { requestId }) {
    const call = { requestId, payload, qualifier: named.qualifier, clientContext };
    const result = await runVersion(state, fn, version, call);
    return {
      StatusCode: 200,
      ExecutedVersion: version.version,
      ...(result.functionError === undefined ? {} : { FunctionError: result.functionError }),
      ...(LogType === 'Tail' ? { LogResult: Buffer.from(result.tail).toString('base64') } : {}),
      Payload: Buffer.from(result.payload),
    };
  },
};

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export const invoke: Operation<LambdaState, Omit<InvokeCommandInput, 'Payload'> & { Payload?: Uint8Array }, Output> = {
  action: 'lambda:InvokeFunction',
  resource: forFunction,
  handle(state, input, context) {
    for (const name of ['DurableExecutionName', 'TenantId'] as const)
      if (input[name] !== undefined)
        throw new AwsError('InvalidParameterValueException', `${name} is not available on this endpoint.`);
    const kind = input.InvocationType ?? 'RequestResponse';
    const found = functionOf(state, input, context);
    const wanted = chooseVersion(state, found.fn, found.named, versionOf(found.fn, found.named));
    const payload = checkPayload(input.Payload, kind === 'Event');
    const clientContext = clientContextOf(input.ClientContext);
    const version = servingVersion(found.fn, wanted, context.now);
    return KINDS[kind](state, found, version, { ...input, payload, clientContext }, context);
  },
};
