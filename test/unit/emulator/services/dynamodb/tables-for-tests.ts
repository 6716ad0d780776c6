import { CreateTableCommand, type CreateTableCommandInput, type DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** A table with the key `pk` (and `sk`), the smallest that a test can need. */
export async function makeTable(
  client: DynamoDBClient,
  TableName: string,
  { sort = false, ...rest }: Partial<CreateTableCommandInput> & { readonly sort?: boolean } = {},
): Promise<string> {
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        ...(sort ? [{ AttributeName: 'sk', AttributeType: 'N' as const }] : []),
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        ...(sort ? [{ AttributeName: 'sk', KeyType: 'RANGE' as const }] : []),
      ],
      ...rest,
    }),
  );
  return TableName;
}
