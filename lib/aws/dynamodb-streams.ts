import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';

export const dynamodbStreams = new DynamoDBStreamsClient({});
