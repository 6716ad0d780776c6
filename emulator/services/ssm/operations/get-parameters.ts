import type {
  GetParameterCommandInput,
  GetParameterHistoryCommandInput,
  GetParametersByPathCommandInput,
  GetParametersCommandInput,
} from '@aws-sdk/client-ssm';
import { AwsError, isAwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { filterOf } from '../filters.ts';
import { pageOf } from '../page.ts';
import { latest, parameterArn } from '../parameter.ts';
import { readValue, shownParameter } from '../shown-parameter.ts';
import { arnOfName, forName, parameterKey, parameterOf, referenceOf, type SsmState, versionOf } from '../state.ts';

export const getParameter: Operation<SsmState, GetParameterCommandInput, object> = {
  resource: forName,
  async handle(state, { Name = '', WithDecryption }, context) {
    const { selector } = referenceOf(Name, context);
    const parameter = parameterOf(state, Name, context);
    const version = versionOf(parameter, selector);
    return { Parameter: await shownParameter(state, parameter, version, selector, WithDecryption, context) };
  },
};

const ABSENT = ['ParameterNotFound', 'ParameterVersionNotFound'];

/** Names that mean nothing are listed, and no error. */
export const getParameters: Operation<SsmState, GetParametersCommandInput, object> = {
  resource: ({ Names = [] }, context) => Names.map((name) => arnOfName(name, context)),
  async handle(state, { Names = [], WithDecryption }, context) {
    const Parameters: object[] = [];
    const InvalidParameters: string[] = [];
    for (const name of new Set(Names)) {
      try {
        const { selector } = referenceOf(name, context);
        const parameter = parameterOf(state, name, context);
        const version = versionOf(parameter, selector);
        Parameters.push(await shownParameter(state, parameter, version, selector, WithDecryption, context));
      } catch (error) {
        if (!isAwsError(error) || !ABSENT.includes(error.code)) throw error;
        InvalidParameters.push(name);
      }
    }
    return { Parameters, InvalidParameters };
  },
};

/** What lies directly below a path or, if asked, at any depth. */
export const getParametersByPath: Operation<SsmState, GetParametersByPathCommandInput, object> = {
  resource: ({ Path = '' }, context) => parameterArn(context, Path),
  async handle(state, { Path = '', Recursive, ParameterFilters, WithDecryption, MaxResults = 10, NextToken }, context) {
    if (!/^\/([\w.-]+(\/[\w.-]+)*\/?)?$/.test(Path)) {
      throw new AwsError(
        'ValidationException',
        'The parameter doesn\'t meet the parameter name requirements. The parameter name must begin with a forward slash "/". It can\'t be prefixed with "aws" or "ssm" (case-insensitive). It must use only letters, numbers, or the following symbols: . (period), - (hyphen), _ (underscore). Special characters are not allowed. All sub-paths, if specified, must use the forward slash symbol "/". Valid example: /get/parameters2-/by1./path0_.',
      );
    }
    const isBelow = filterOf([{ Key: 'Path', Option: Recursive ? 'Recursive' : 'OneLevel', Values: [Path] }]);
    const passes = filterOf(ParameterFilters, ['Type', 'KeyId', 'Label']);
    const found = state.parameters.values(parameterKey(context, '')).filter((each) => isBelow(each) && passes(each));
    const { page, next } = pageOf(found, NextToken, MaxResults);
    const Parameters = await Promise.all(
      page.map((each) => shownParameter(state, each, latest(each), undefined, WithDecryption, context)),
    );
    return { Parameters, ...next };
  },
};

export const getParameterHistory: Operation<SsmState, GetParameterHistoryCommandInput, object> = {
  resource: forName,
  async handle(state, { Name = '', WithDecryption, MaxResults = 50, NextToken }, context) {
    const parameter = parameterOf(state, Name, context);
    const { page, next } = pageOf(parameter.versions, NextToken, MaxResults);
    const Parameters = await Promise.all(
      page.map(async (version) => ({
        Name: parameter.name,
        Type: parameter.type,
        KeyId: version.keyId,
        LastModifiedDate: new Date(version.modified),
        LastModifiedUser: version.user,
        Description: version.description,
        Value: await readValue(state, parameter, version, WithDecryption, context),
        AllowedPattern: version.allowedPattern,
        Version: version.number,
        Labels: [...version.labels],
        Tier: version.tier,
        Policies: [],
        DataType: 'text',
      })),
    );
    return { Parameters, ...next };
  },
};
