import { isScalar, type JsonObject } from '../template/json.ts';
import { PlainFailure, type Provider, type ProviderContext } from './provider.ts';

interface Properties extends JsonObject {
  readonly Handle?: string;
  readonly Timeout?: string;
  readonly Count?: number;
}

/** Of several signals with one id the last counts. */
function signals(received: readonly JsonObject[]): Map<string, JsonObject> {
  return new Map(received.map((signal) => [isScalar(signal.UniqueId) ? String(signal.UniqueId) : '', signal]));
}

/** @throws PlainFailure where a sender signals that it has failed */
function checkSignals(found: ReadonlyMap<string, JsonObject>): void {
  for (const [id, { Status, Reason = '' }] of found)
    if (Status === 'FAILURE')
      throw new PlainFailure(`WaitCondition received failed message: '${String(Reason)}' for uniqueId: ${id}`);
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-waitcondition.html */
export const cloudFormationWaitCondition: Provider<Properties> = {
  async create({ Handle = '', Timeout = '43200', Count = 1 }, context) {
    const callback = context.signals(Handle);
    if (!callback) throw new PlainFailure(`WaitCondition handle ${Handle} does not exist`);
    const deadline = context.now() + Number(Timeout) * 1000;
    for (;;) {
      const found = signals(callback.received());
      checkSignals(found);
      if (found.size >= Count) {
        const data = Object.fromEntries([...found].map(([id, { Data = '' }]) => [id, Data]));
        const physicalId = `${context.stack.id}/${context.logicalId}`;
        return { physicalId, attributes: { Data: JSON.stringify(data) } };
      }
      if (context.now() >= deadline)
        throw new PlainFailure(`WaitCondition timed out. Received ${found.size} conditions when expecting ${Count}`);
      await callback.more(deadline);
    }
  },
  update: (_properties, { physicalId, attributes }) => Promise.resolve({ physicalId, attributes }),
  delete: () => Promise.resolve(),
};

const open = (context: ProviderContext): string => context.callback('signal').url;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-waitconditionhandle.html */
export const cloudFormationWaitConditionHandle: Provider<JsonObject> = {
  create: (_properties, context) => Promise.resolve({ physicalId: open(context) }),
  delete({ physicalId }, context) {
    context.signals(physicalId)?.close();
    return Promise.resolve();
  },
};
