import type { PutParameterCommandInput } from '@aws-sdk/client-ssm';
import { AwsError } from '../../../core/aws-error.ts';
import { callerName } from '../../../core/caller.ts';
import type { Operation } from '../../../core/service.ts';
import { tell } from '../change-event.ts';
import { checkParameter, tierOf } from '../check-parameter.ts';
import { latest, type Parameter, type Version } from '../parameter.ts';
import { DEFAULT_KEY, encryptValue } from '../secure-value.ts';
import { forName, parameterKey, type SsmState } from '../state.ts';
import { tagMap } from '../tag-map.ts';

const MOST_VERSIONS = 100;

/** @throws AwsError `ParameterMaxVersionLimitExceeded` where the oldest is labelled and so cannot go */
function withVersion(known: Parameter, version: Version): Parameter['versions'] {
  const [first, ...rest] = known.versions;
  if (known.versions.length < MOST_VERSIONS) return [first, ...rest, version];
  if (first.labels.length > 0) {
    throw new AwsError(
      'ParameterMaxVersionLimitExceeded',
      `You attempted to create a new version of ${known.name} by calling the PutParameter API with the overwrite flag. Version ${first.number}, the oldest version, can't be deleted because it has a label associated with it. Move the label to another version of the parameter, and try again.`,
    );
  }
  const [second = version, ...others] = rest;
  return [second, ...others, version];
}

function checkKnown(known: Parameter | undefined, { Overwrite, Type }: PutParameterCommandInput): void {
  if (!known && Type === undefined)
    throw new AwsError('ValidationException', 'A parameter type is required when you create a parameter.');
  if (known && !Overwrite) {
    throw new AwsError(
      'ParameterAlreadyExists',
      'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
    );
  }
  if (known && Type !== undefined && Type !== known.type) {
    throw new AwsError(
      'HierarchyTypeMismatchException',
      "Parameter Store does not support changing a parameter type in a hierarchy. For example, you can't change a parameter from a String type to a SecureString type. You must create a new, unique parameter.",
    );
  }
}

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html */
export const putParameter: Operation<SsmState, PutParameterCommandInput, object> = {
  resource: forName,
  async handle(state, input, context) {
    const { Name: name = '', Value: text = '', Description, AllowedPattern, KeyId, Tags = [] } = input;
    checkParameter(input);
    const key = parameterKey(context, name);
    const before = state.parameters.get(key);
    checkKnown(before, input);
    const type = before?.type ?? input.Type ?? 'String';
    const keyId = type === 'SecureString' ? (KeyId ?? (before && latest(before).keyId) ?? DEFAULT_KEY) : undefined;
    const value = keyId === undefined ? text : await encryptValue(state, name, text, keyId, context);
    // Others may have written while KMS was asked.
    const known = state.parameters.get(key);
    checkKnown(known, input);
    const version: Version = {
      number: known ? latest(known).number + 1 : 1,
      value,
      modified: context.now,
      user: callerName(context.caller),
      description: Description ?? (known && latest(known).description),
      allowedPattern: AllowedPattern ?? (known && latest(known).allowedPattern),
      keyId,
      tier: tierOf(input),
      labels: [],
    };
    const { accountId, region } = context;
    const parameter: Parameter = known
      ? { ...known, versions: withVersion(known, version) }
      : { accountId, region, name, type, versions: [version], tags: tagMap(Tags) };
    state.deps.store.atomic(() => {
      state.parameters.put(key, parameter);
      tell(state, known ? 'Update' : 'Create', parameter, context);
    });
    return { Version: version.number, Tier: version.tier };
  },
};
