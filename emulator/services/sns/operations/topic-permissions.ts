import type { AddPermissionCommandInput, RemovePermissionCommandInput } from '@aws-sdk/client-sns';
import type { Operation } from '../../../core/service.ts';
import { invalid } from '../errors.ts';
import { type SnsState, saveTopic, topicOf } from '../state.ts';
import type { Topic } from '../topic.ts';
import { policyOf } from '../topic-attributes.ts';
import { forTopic } from './topics.ts';

interface Document {
  readonly Statement: readonly { readonly Sid?: string }[];
}

const documentOf = (topic: Topic): Document => {
  const document = JSON.parse(policyOf(topic)) as { Statement: Document['Statement'] | Document['Statement'][number] };
  return { ...document, Statement: [document.Statement].flat() as Document['Statement'] };
};

const save = (state: SnsState, topic: Topic, document: Document): void =>
  saveTopic(state, { ...topic, attributes: { ...topic.attributes, Policy: JSON.stringify(document) } });

/** Adds a statement to the topic's policy. https://docs.aws.amazon.com/sns/latest/api/API_AddPermission.html */
export const addPermission: Operation<SnsState, AddPermissionCommandInput, object> = {
  resource: forTopic,
  handle(state, { TopicArn = '', Label: label = '', AWSAccountId: accounts = [], ActionName: actions = [] }) {
    const topic = topicOf(state, TopicArn);
    const document = documentOf(topic);
    if (accounts.length === 0 || accounts.some((account) => !/^\d{12}$/.test(account))) throw invalid('AWSAccountId');
    if (actions.length === 0) throw invalid('ActionName');
    if (document.Statement.some(({ Sid }) => Sid === label)) throw invalid('Statement already exists');
    const statement = {
      Sid: label,
      Effect: 'Allow',
      Principal: { AWS: accounts.map((account) => `arn:aws:iam::${account}:root`) },
      Action: actions.map((action) => `SNS:${action}`),
      Resource: TopicArn,
    };
    save(state, topic, { ...document, Statement: [...document.Statement, statement] });
    return {};
  },
};

export const removePermission: Operation<SnsState, RemovePermissionCommandInput, object> = {
  resource: forTopic,
  handle(state, { TopicArn = '', Label: label = '' }) {
    const topic = topicOf(state, TopicArn);
    const document = documentOf(topic);
    save(state, topic, { ...document, Statement: document.Statement.filter(({ Sid }) => Sid !== label) });
    return {};
  },
};
