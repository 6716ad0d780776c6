import type { MemberType } from './requests.ts';

/** A table's name or ARN. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html */
export const TABLE_NAME: MemberType = {
  type: 'String',
  notNull: true,
  lengthGreaterThanOrEqual: 1,
  lengthLessThanOrEqual: 1024,
  regex: '(arn:aws[a-zA-Z-]*:dynamodb:[a-z0-9-]+:[0-9]{12}:table/)?[a-zA-Z0-9_.-]+',
};
export const CONSUMED: MemberType = { type: 'String', enum: ['INDEXES', 'TOTAL', 'NONE'] };
export const RETURN_ON_FAILURE: MemberType = { type: 'String', enum: ['ALL_OLD', 'NONE'] };
const VALUE = 'AttrStruct<ValueStruct>';
export const ITEM: MemberType = { type: 'Map<AttributeValue>', notNull: true, children: VALUE };
export const VALUES: MemberType = { type: 'Map<AttributeValue>', children: VALUE };
export const NAMES: MemberType = { type: 'Map<java.lang.String>', children: 'String' };
