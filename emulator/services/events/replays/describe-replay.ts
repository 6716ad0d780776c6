import type { DescribeReplayCommandInput, DescribeReplayCommandOutput } from '@aws-sdk/client-eventbridge';
import { replayArn } from '../arns.ts';
import type { EventsOperation } from '../operation.ts';
import { present } from '../present.ts';
import { replaySummary, requireReplay } from './replay.ts';

export const describeReplay: EventsOperation<DescribeReplayCommandInput, DescribeReplayCommandOutput> = {
  resource: ({ ReplayName = '' }, context) => replayArn(context, ReplayName),
  handle(state, { ReplayName = '' }, context) {
    const replay = requireReplay(state, context, ReplayName);
    const { filterArns } = replay;
    return present({
      ...replaySummary(replay),
      ReplayArn: replayArn(replay, replay.name),
      Description: replay.description,
      Destination: { Arn: replay.destinationArn, ...(filterArns ? { FilterArns: [...filterArns] } : {}) },
    });
  },
};
