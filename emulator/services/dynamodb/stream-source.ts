import { parseArn } from '../../core/arn.ts';
import type { Instant } from '../../core/clock.ts';
import type { DynamoDbState } from './state.ts';
import { RETENTION, type StreamRecord, sequenceNumber } from './streams.ts';
import { type StreamState, streamArn, type Table } from './table.ts';

interface Owner extends Pick<Table, 'accountId' | 'region' | 'name' | 'keys'> {}

/** A stream as those who read it see it: `dynamodbstreams/source.ts` says what each member means. */
const viewOf = (owner: Owner, stream: StreamState) => ({
  id: stream.id,
  arn: streamArn(owner, stream.label),
  accountId: owner.accountId,
  region: owner.region,
  label: stream.label,
  tableName: owner.name,
  view: stream.view,
  keys: owner.keys,
  created: stream.created,
  closed: stream.closed,
  first: stream.first,
});

type StreamView = ReturnType<typeof viewOf>;

/** A closed stream whose records are all gone is gone itself. */
const isReadable = ({ closed }: StreamState, now: Instant): boolean => closed === undefined || now - closed < RETENTION;

/** The streams of all tables, for the services that read them; what they ask for is checked where both are made. */
export function createStreamSource(state: DynamoDbState) {
  const { tables, oldStreams, streams, deps } = state;
  const all = (): StreamView[] => {
    const now = deps.clock.now();
    const found: StreamView[] = [];
    for (const table of tables.values())
      if (table.stream && isReadable(table.stream, now)) found.push(viewOf(table, table.stream));
    for (const stream of oldStreams.values()) if (isReadable(stream, now)) found.push(viewOf(stream.table, stream));
    return found;
  };
  return {
    all,
    find(arn: string): StreamView | undefined {
      const parts = parseArn(arn);
      const [, name, , label] = parts?.resource.split('/') ?? [];
      return all().find((each) => each.arn === arn && each.tableName === name && each.label === label);
    },
    /** Up to `limit` records from a place on, oldest first. */
    read: (id: number, from: number, limit: number): { seq: number; record: StreamRecord }[] => {
      streams.trim(deps.clock.now());
      return streams.read(id, from, limit);
    },
    edges(id: number) {
      streams.trim(deps.clock.now());
      const { first, last } = streams.edges(id);
      return {
        first: first ?? undefined,
        last: last ?? undefined,
        end: streams.end(),
        trimmedTo: streams.trimmedTo(id),
      };
    },
    sequenceNumber,
    onRecord: streams.onRecord,
  };
}
