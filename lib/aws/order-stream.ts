import type { DynamoDBRecord } from 'aws-lambda';
import type { Order } from '../orders/order.ts';
import type { OrderChange } from '../orders/relay-changes.ts';

/** The changes that records of the orders table's stream carry; an order is JSON in `order` (`DynamoOrders`). */
export const readOrderChanges = (records: readonly DynamoDBRecord[]): readonly OrderChange[] =>
  records.flatMap(({ dynamodb }) => {
    const text = dynamodb?.NewImage?.order?.S;
    return text === undefined || dynamodb?.SequenceNumber === undefined
      ? []
      : [{ sequenceNumber: dynamodb.SequenceNumber, order: JSON.parse(text) as Order }];
  });
