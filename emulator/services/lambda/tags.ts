import { AwsError } from '../../core/aws-error.ts';
import type { RequestContext } from '../../core/service.ts';
import { mappingKey, mappingOf } from './sources/mapping.ts';
import { functionOf, type LambdaState, putFunction } from './state.ts';

type Tags = Readonly<Record<string, string>>;

const MOST = 50;

/** @throws AwsError `InvalidParameterValueException` */
export function checkTags(tags: Tags): void {
  if (Object.keys(tags).length > MOST)
    throw new AwsError('InvalidParameterValueException', 'Number of tags exceeds resource tag limit.');
  const reserved = Object.keys(tags).find((key) => key.toLowerCase().startsWith('aws:'));
  if (reserved !== undefined)
    throw new AwsError('InvalidParameterValueException', 'Tag keys that begin with aws: are reserved for AWS.');
}

/**
 * What carries tags under an ARN, and how it takes others.
 * @throws AwsError `ResourceNotFoundException`, `InvalidParameterValueException` for a version or an alias
 */
export function taggedOf(
  state: LambdaState,
  arn: string,
  context: RequestContext,
): { readonly tags: Tags; put(tags: Tags): void } {
  const [, mappingId] = /:event-source-mapping:(.+)$/.exec(arn) ?? [];
  if (mappingId !== undefined) {
    const mapping = mappingOf(state, mappingId, context);
    return {
      tags: mapping.tags,
      put: (tags) => state.mappings.put(mappingKey(mapping, mapping.id), { ...mapping, tags }),
    };
  }
  const { fn, named } = functionOf(state, { FunctionName: arn }, context);
  if (named.qualifier !== '') {
    throw new AwsError(
      'InvalidParameterValueException',
      'Tags on function aliases and versions are not supported. Please specify a function ARN.',
    );
  }
  return { tags: fn.tags, put: (tags) => putFunction(state, { ...fn, tags }) };
}
