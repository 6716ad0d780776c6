import { parseArn } from '../../core/arn.ts';
import type { Instant } from '../../core/clock.ts';
import type { DynamoDbState } from './state.ts';
import { RETENTION, type StreamRecord, sequenceNumber } from './streams.ts';
import { type KeyElement, type StreamState, streamArn, type Table, type ViewType } from './table.ts';

interface Owner extends Pick<Table, 'accountId' | 'region' | 'name' | 'keys'> {}

/** A stream as those who read it see it. */
export interface StreamView {
  readonly id: number;
  readonly arn: string;
  readonly accountId: string;
  readonly region: string;
  readonly label: string;
  readonly tableName: string;
  readonly view: ViewType;
  readonly keys: readonly KeyElement[];
  readonly created: Instant;
  /** Set once it takes no more records. */
  readonly closed: Instant | undefined;
  /** The place of its first record. */
  readonly first: number;
}

export interface StreamEdges {
  /** The oldest record that can be read. */
  readonly first: number | undefined;
  /** The newest. */
  readonly last: number | undefined;
  /** Behind every record written so far. */
  readonly end: number;
  /** The newest record that is gone; 0 where none is. */
  readonly trimmedTo: number;
}

const viewOf = (owner: Owner, stream: StreamState): StreamView => ({
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

/** A closed stream whose records are all gone is gone itself. */
const isReadable = ({ closed }: StreamState, now: Instant): boolean => closed === undefined || now - closed < RETENTION;

/** What the streams of all tables offer to the services that read them. */
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
    /** Places, see {@link StreamEdges}. */
    edges(id: number): StreamEdges {
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
