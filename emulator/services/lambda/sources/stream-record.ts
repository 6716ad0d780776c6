import type { Instant } from '../../../core/clock.ts';

/** A record of a DynamoDB stream as it is on the wire. */
export interface StreamRecord {
  readonly eventID: string;
  readonly dynamodb: {
    readonly SequenceNumber: string;
    /** Seconds. */
    readonly ApproximateCreationDateTime: number;
    readonly Keys: object;
  };
}

export const sequenceOf = ({ dynamodb }: StreamRecord): string => dynamodb.SequenceNumber;

export const createdAt = ({ dynamodb }: StreamRecord): Instant => dynamodb.ApproximateCreationDateTime * 1000;

/** Which of so many lanes a record goes: the changes of one item stay in one, and so in their order. */
export function laneOf({ dynamodb }: StreamRecord, lanes: number): number {
  let hash = 0;
  for (const character of JSON.stringify(dynamodb.Keys)) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash % lanes;
}
