import type { Json } from './json.ts';

export const PSEUDO_PARAMETERS = [
  'AWS::AccountId',
  'AWS::NoValue',
  'AWS::NotificationARNs',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
];

interface StackName {
  readonly id: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly notificationArns: readonly string[];
}

/** All but `AWS::NoValue`, which has none. */
export const pseudoValues = ({
  id,
  name,
  accountId,
  region,
  notificationArns,
}: StackName): Readonly<Record<string, Json>> => ({
  'AWS::AccountId': accountId,
  'AWS::NotificationARNs': notificationArns,
  'AWS::Partition': 'aws',
  'AWS::Region': region,
  'AWS::StackId': id,
  'AWS::StackName': name,
  'AWS::URLSuffix': 'amazonaws.com',
});
