import type { DescribeParametersCommandInput } from '@aws-sdk/client-ssm';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { filterOf } from '../filters.ts';
import { pageOf } from '../page.ts';
import { latest, parameterArn } from '../parameter.ts';
import { parameterKey, type SsmState } from '../state.ts';

/** Everything of a parameter but its value. https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeParameters.html */
export const describeParameters: Operation<SsmState, DescribeParametersCommandInput, object> = {
  handle(state, { Filters = [], ParameterFilters, MaxResults = 50, NextToken, Shared }, context) {
    if (Shared) throw new AwsError('ValidationException', 'Shared parameters are not available on this endpoint.');
    if (Filters.length > 0 && ParameterFilters)
      throw new AwsError('ValidationException', 'Filters and ParameterFilters must not be used together.');
    // The older filters compare the beginnings of names, and are otherwise the same.
    const former = Filters.map(({ Key, Values }) => ({
      Key,
      Values,
      Option: Key === 'Name' ? 'BeginsWith' : 'Equals',
    }));
    const passes = filterOf(ParameterFilters ?? former);
    const found = state.parameters.values(parameterKey(context, '')).filter(passes);
    const { page, next } = pageOf(found, NextToken, MaxResults);
    return {
      Parameters: page.map((parameter) => {
        const { keyId, modified, user, description, allowedPattern, number, tier } = latest(parameter);
        return {
          Name: parameter.name,
          ARN: parameterArn(parameter, parameter.name),
          Type: parameter.type,
          KeyId: keyId,
          LastModifiedDate: new Date(modified),
          LastModifiedUser: user,
          Description: description,
          AllowedPattern: allowedPattern,
          Version: number,
          Tier: tier,
          Policies: [],
          DataType: 'text',
        };
      }),
      ...next,
    };
  },
};
