import type { ListStreamsCommandInput } from '@aws-sdk/client-dynamodb-streams';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { checkLimit, type StreamsState } from '../shard.ts';

const PAGE = 100;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_ListStreams.html */
export const listStreams: Operation<StreamsState, ListStreamsCommandInput, object> = {
  handle({ source }, { TableName: table, Limit = PAGE, ExclusiveStartStreamArn: after }, { accountId, region }) {
    checkLimit(Limit, PAGE);
    const name = table?.replace(/^arn:[^/]*:table\//, '');
    const streams = source
      .all()
      .filter((each) => each.accountId === accountId && each.region === region)
      .filter(({ tableName }) => name === undefined || tableName === name)
      .toSorted((a, b) => (a.arn < b.arn ? -1 : 1));
    if (after !== undefined && !streams.some(({ arn }) => arn === after))
      throw new AwsError('ResourceNotFoundException', `Requested resource not found: Stream: ${after} not found`);
    const rest = after === undefined ? streams : streams.filter(({ arn }) => arn > after);
    const page = rest.slice(0, Limit);
    return {
      Streams: page.map(({ arn, label, tableName }) => ({
        StreamArn: arn,
        StreamLabel: label,
        TableName: tableName,
      })),
      ...(rest.length > page.length ? { LastEvaluatedStreamArn: page.at(-1)?.arn } : {}),
    };
  },
};
