import type { PublishCommandInput } from '@aws-sdk/client-sns';
import type { Operation } from '../../../core/service.ts';
import { invalid } from '../errors.ts';
import { publishTo, type Receipt } from '../publishing.ts';
import { type SnsState, topicOf } from '../state.ts';

/** https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
export const publish: Operation<SnsState, PublishCommandInput, Receipt> = {
  resource: ({ TopicArn, TargetArn }) => TopicArn ?? TargetArn ?? '*',
  handle(state, { TopicArn, TargetArn, PhoneNumber, ...message }) {
    if (PhoneNumber !== undefined) throw invalid('PhoneNumber is not available on this endpoint');
    if (TopicArn !== undefined && TargetArn !== undefined)
      throw invalid('TopicArn or TargetArn Reason: both parameters must not be specified');
    const arn = TopicArn ?? TargetArn;
    if (arn === undefined || arn === '') throw invalid('TopicArn or TargetArn Reason: no value for required parameter');
    return publishTo(state, topicOf(state, arn, TopicArn === undefined ? 'TargetArn' : 'TopicArn'), message);
  },
};
