import type {
  GetTagsCommandInput,
  TagResourceCommandInput,
  UntagResourceCommandInput,
} from '@aws-sdk/client-apigatewayv2';
import type { RequestContext } from '../../../core/service.ts';
import type { Api } from '../api.ts';
import { badRequest, notFound } from '../errors.ts';
import { type ApiGatewayOperation, permission } from '../operation.ts';
import { type ApiGatewayState, apiOf, saveApi } from '../state.ts';

type Tags = Readonly<Record<string, string>>;
const MOST_TAGS = 50;

interface Tagged {
  readonly tags: Tags;
  with(tags: Tags): Api;
}

const ARN = /^arn:aws[\w-]*:apigateway:[a-z0-9-]+::\/apis\/(\w+)(?:\/stages\/([^/]+))?$/;

/** An API or a stage by its ARN. @throws AwsError `BadRequestException`, `NotFoundException` */
function taggedOf(state: ApiGatewayState, arn: string | undefined, context: RequestContext): Tagged {
  const [, id, stageName] = ARN.exec(decodeURIComponent(arn ?? '')) ?? [];
  if (id === undefined) throw badRequest('Invalid resource ARN specified in the request');
  const api = apiOf(state, id, context);
  if (stageName === undefined) return { tags: api.tags, with: (tags) => ({ ...api, tags }) };
  const stage = api.stages[stageName];
  if (!stage) throw notFound('Invalid stage identifier specified');
  return { tags: stage.Tags, with: (Tags) => ({ ...api, stages: { ...api.stages, [stageName]: { ...stage, Tags } } }) };
}

const pathOf = ({ ResourceArn }: { readonly ResourceArn?: string | undefined }) => `/tags/${ResourceArn}`;

export const tagResource: ApiGatewayOperation<TagResourceCommandInput> = {
  ...permission('POST', pathOf),
  handle(state, { ResourceArn, Tags = {} }, context) {
    const tagged = taggedOf(state, ResourceArn, context);
    const tags = { ...tagged.tags, ...Tags };
    if (Object.keys(tags).length > MOST_TAGS) throw badRequest(`A resource may have at most ${MOST_TAGS} tags.`);
    saveApi(state, tagged.with(tags));
    return {};
  },
};

export const untagResource: ApiGatewayOperation<UntagResourceCommandInput> = {
  ...permission('DELETE', pathOf),
  handle(state, { ResourceArn, TagKeys = [] }, context) {
    const tagged = taggedOf(state, ResourceArn, context);
    saveApi(
      state,
      tagged.with(Object.fromEntries(Object.entries(tagged.tags).filter(([key]) => !TagKeys.includes(key)))),
    );
    return {};
  },
};

export const getTags: ApiGatewayOperation<GetTagsCommandInput> = {
  ...permission('GET', pathOf),
  handle: (state, { ResourceArn }, context) => ({ Tags: taggedOf(state, ResourceArn, context).tags }),
};
