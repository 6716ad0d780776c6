import type { CancelReplayCommandInput, CancelReplayCommandOutput } from '@aws-sdk/client-eventbridge';
import { AwsError } from '../../../core/aws-error.ts';
import { replayArn } from '../arns.ts';
import type { EventsOperation } from '../operation.ts';
import { keyOfReplay, requireReplay } from './replay.ts';

export const cancelReplay: EventsOperation<CancelReplayCommandInput, CancelReplayCommandOutput> = {
  resource: ({ ReplayName = '' }, context) => replayArn(context, ReplayName),
  handle(state, { ReplayName = '' }, context) {
    const replay = requireReplay(state, context, ReplayName);
    if (replay.state !== 'STARTING' && replay.state !== 'RUNNING') {
      throw new AwsError('IllegalStatusException', `Replay ${ReplayName} is not in a valid state for this operation.`);
    }
    const cancelling = { ...replay, state: 'CANCELLING' as const };
    state.replays.put(keyOfReplay(replay), cancelling);
    state.runner.run(cancelling);
    return { ReplayArn: replayArn(replay, replay.name), State: 'CANCELLING' };
  },
};
