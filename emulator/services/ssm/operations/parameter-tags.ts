import type {
  AddTagsToResourceCommandInput,
  ListTagsForResourceCommandInput,
  RemoveTagsFromResourceCommandInput,
} from '@aws-sdk/client-ssm';
import { AwsError, isAwsError } from '../../../core/aws-error.ts';
import type { Operation, RequestContext } from '../../../core/service.ts';
import type { Parameter } from '../parameter.ts';
import { arnOfName, parameterKey, parameterOf, type SsmState } from '../state.ts';
import { tagMap } from '../tag-map.ts';

interface Target {
  readonly ResourceType?: string | undefined;
  readonly ResourceId?: string | undefined;
}

const resource = ({ ResourceId = '' }: Target, context: RequestContext): string => arnOfName(ResourceId, context);

/** Parameters are the only resources here. @throws AwsError `InvalidResourceType`, `InvalidResourceId` */
function find(state: SsmState, { ResourceType = '', ResourceId = '' }: Target, context: RequestContext): Parameter {
  if (ResourceType !== 'Parameter')
    throw new AwsError('InvalidResourceType', `${ResourceType} is not a valid resource type on this endpoint.`);
  try {
    return parameterOf(state, ResourceId, context);
  } catch (error) {
    if (!isAwsError(error, 'ParameterNotFound')) throw error;
    throw new AwsError(
      'InvalidResourceId',
      `The resource ID "${ResourceId}" is not valid. Verify the ID and try again.`,
      { cause: error },
    );
  }
}

const save = ({ parameters }: SsmState, parameter: Parameter): void =>
  parameters.put(parameterKey(parameter, parameter.name), parameter);

export const addTagsToResource: Operation<SsmState, AddTagsToResourceCommandInput, object> = {
  resource,
  handle(state, input, context) {
    const parameter = find(state, input, context);
    save(state, { ...parameter, tags: tagMap(input.Tags ?? [], parameter.tags) });
    return {};
  },
};

export const removeTagsFromResource: Operation<SsmState, RemoveTagsFromResourceCommandInput, object> = {
  resource,
  handle(state, input, context) {
    const parameter = find(state, input, context);
    const left = Object.entries(parameter.tags).filter(([key]) => !input.TagKeys?.includes(key));
    save(state, { ...parameter, tags: Object.fromEntries(left) });
    return {};
  },
};

export const listTagsForResource: Operation<SsmState, ListTagsForResourceCommandInput, object> = {
  resource,
  handle(state, input, context) {
    const { tags } = find(state, input, context);
    return { TagList: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
  },
};
