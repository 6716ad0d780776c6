import { AwsError } from '../../../core/aws-error.ts';
import { callerName } from '../../../core/caller.ts';
import type { Operation, RequestContext } from '../../../core/service.ts';
import { noArn, validation } from '../errors.ts';
import { checkMembers } from '../requests.ts';
import { type DynamoDbState, saveTable } from '../state.ts';
import { type Table, tableArn } from '../table.ts';
import { tagMap } from '../table-settings.ts';

interface Raw {
  readonly ResourceArn?: string;
}
interface Tag {
  readonly Key: string;
  readonly Value: string;
}

const TAG_KEY = { type: 'String', notNull: true, lengthGreaterThanOrEqual: 1, lengthLessThanOrEqual: 128 };
const TAGS = {
  type: 'List',
  notNull: true,
  children: {
    type: 'ValueStruct<Tag>',
    children: {
      Key: TAG_KEY,
      Value: { type: 'String', notNull: true, lengthGreaterThanOrEqual: 0, lengthLessThanOrEqual: 256 },
    },
  },
};
const TABLE_ARN = /^arn:aws:dynamodb:[^:]+:\d+:table\/[^/]{3,}$/;
const LOOKS_LIKE_ARN = /^.+:.+:.+:.+:.+:.+\/.+$/;

export const forArn = ({ ResourceArn }: Raw): string => String(ResourceArn);

/** @throws AwsError as DynamoDB does: what is no ARN at all is nobody's to change */
function tableOfArn(
  state: DynamoDbState,
  operation: string,
  { ResourceArn: arn }: Raw,
  context: RequestContext,
): Table {
  if (arn === undefined) throw validation('Invalid TableArn');
  if (!LOOKS_LIKE_ARN.test(arn)) {
    throw new AwsError(
      'AccessDeniedException',
      `User: ${callerName(context.caller)} is not authorized to perform: dynamodb:${operation} on resource: ${arn || '*'}`,
    );
  }
  if (!TABLE_ARN.test(arn)) throw validation(`Invalid TableArn: Invalid ResourceArn provided as input ${arn}`);
  const table = state.tables.values().find((each) => tableArn(each) === arn);
  if (!table) throw noArn(arn);
  return table;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html */
export const tagResource: Operation<DynamoDbState, Raw, object> = {
  resource: forArn,
  handle(state, input, context) {
    const request = checkMembers<Raw & { Tags: readonly Tag[] }>(input, { ResourceArn: 'String', Tags: TAGS });
    const table = tableOfArn(state, 'TagResource', request, context);
    if (request.Tags.length === 0) throw validation('Atleast one Tag needs to be provided as Input.');
    saveTable(state, { ...table, tags: tagMap(request.Tags, table.tags) });
    return {};
  },
};

export const untagResource: Operation<DynamoDbState, Raw, object> = {
  resource: forArn,
  handle(state, input, context) {
    const request = checkMembers<Raw & { TagKeys: readonly string[] }>(input, {
      ResourceArn: 'String',
      TagKeys: { type: 'List', notNull: true, children: TAG_KEY },
    });
    const table = tableOfArn(state, 'UntagResource', request, context);
    if (request.TagKeys.length === 0) throw validation('Atleast one Tag Key needs to be provided as Input.');
    const left = Object.entries(table.tags).filter(([key]) => !request.TagKeys.includes(key));
    saveTable(state, { ...table, tags: Object.fromEntries(left) });
    return {};
  },
};

/** A table has 50 tags at most, and a page as many, so that there is never a second. */
export const listTagsOfResource: Operation<DynamoDbState, Raw, object> = {
  resource: forArn,
  handle(state, input, context) {
    const request = checkMembers<Raw>(input, { ResourceArn: 'String', NextToken: 'String' });
    const { tags } = tableOfArn(state, 'ListTagsOfResource', request, context);
    return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
  },
};
