import type { AdvancedEventSelector, EventSelector } from '@aws-sdk/client-cloudtrail';
import { AwsError } from '../../core/aws-error.ts';

const refuse = (message: string): AwsError => new AwsError('InvalidEventSelectorsException', message);

const MOST_SELECTORS = 5;
const MOST_RESOURCES = 250;
const MOST_CONDITIONS = 500;
/** Types that basic selectors know. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DataResource.html */
const BASIC_TYPES: Readonly<Record<string, RegExp>> = {
  'AWS::DynamoDB::Table': /^arn:aws:dynamodb(:[\w-]+:\d{12}:table\/.+)?$/,
  'AWS::Lambda::Function': /^arn:aws:lambda(:[\w-]+:\d{12}:function:.+)?$/,
  'AWS::S3::Object': /^arn:aws:s3(:::([\w.-]+\/.*)?)?$/,
};

/** @throws AwsError `InvalidEventSelectorsException` */
export function checkBasic(selectors: readonly EventSelector[]): void {
  if (selectors.length === 0 || selectors.length > MOST_SELECTORS)
    throw refuse(`The number of event selectors must be between 1 and ${MOST_SELECTORS}.`);
  const resources = selectors.flatMap(({ DataResources = [] }) => DataResources);
  if (resources.reduce((sum, { Values = [] }) => sum + Values.length, 0) > MOST_RESOURCES)
    throw refuse(`The total number of data resources must not be more than ${MOST_RESOURCES}.`);
  for (const { Type = '', Values = [] } of resources) {
    const form = Object.hasOwn(BASIC_TYPES, Type) ? BASIC_TYPES[Type] : undefined;
    if (!form) throw refuse(`Invalid DataResource type: ${Type}.`);
    if (Values.length === 0) throw refuse(`The data resource ${Type} has no values.`);
    for (const value of Values)
      if (!form.test(value)) throw refuse(`Value ${value} for DataResources.Values is invalid.`);
  }
  for (const { ExcludeManagementEventSources: excluded = [] } of selectors) {
    const unknown = excluded.find((source) => source !== 'kms.amazonaws.com' && source !== 'rdsdata.amazonaws.com');
    if (unknown !== undefined) throw refuse(`The management event source ${unknown} cannot be excluded.`);
  }
}

const FIELDS = new Set(['eventCategory', 'readOnly', 'eventName', 'eventSource', 'resources.type', 'resources.ARN']);

/** @throws AwsError `InvalidEventSelectorsException` */
export function checkAdvanced(selectors: readonly AdvancedEventSelector[]): void {
  if (selectors.length === 0) throw refuse('There must be at least one advanced event selector.');
  let conditions = 0;
  for (const { FieldSelectors = [] } of selectors) {
    const fields = FieldSelectors.map(({ Field = '' }) => Field);
    const unknown = fields.find((field) => !FIELDS.has(field));
    if (unknown !== undefined) throw refuse(`The field ${unknown} is not supported.`);
    if (new Set(fields).size < fields.length) throw refuse('A field must not be used twice in a selector.');
    const category = FieldSelectors.find(({ Field }) => Field === 'eventCategory')?.Equals;
    if (category?.length !== 1 || !['Management', 'Data'].includes(category[0] ?? ''))
      throw refuse('Each selector needs the field eventCategory, equal to Management or Data.');
    if (category[0] === 'Data' && FieldSelectors.find(({ Field }) => Field === 'resources.type')?.Equals?.length !== 1)
      throw refuse('A selector of data events needs the field resources.type, equal to one type.');
    for (const { Field, ...given } of FieldSelectors) {
      const lists = Object.values(given).filter((list): list is string[] => Array.isArray(list));
      if (lists.length === 0 || lists.some((list) => list.length === 0))
        throw refuse(`The field ${Field} needs a condition with at least one value.`);
      conditions += lists.reduce((sum, list) => sum + list.length, 0);
    }
  }
  if (conditions > MOST_CONDITIONS)
    throw refuse(`There must not be more than ${MOST_CONDITIONS} values in all selectors.`);
}
