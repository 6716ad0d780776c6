/** A DynamoDB stream, as this service sees it. Times are milliseconds since 1970. */
export interface StreamView {
  readonly id: number;
  readonly arn: string;
  readonly accountId: string;
  readonly region: string;
  readonly label: string;
  readonly tableName: string;
  readonly view: 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES' | 'KEYS_ONLY';
  readonly keys: readonly { readonly AttributeName: string; readonly KeyType: 'HASH' | 'RANGE' }[];
  readonly created: number;
  /** Set once the stream takes no more records. */
  readonly closed: number | undefined;
  /** The place of its first record, which may be gone by now. */
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

/** The streams of all tables. Places are numbers that grow from record to record. */
export interface StreamSource {
  /** Every stream that can still be read. */
  all(): readonly StreamView[];
  find(arn: string): StreamView | undefined;
  read(id: number, from: number, limit: number): readonly { readonly seq: number; readonly record: object }[];
  edges(id: number): StreamEdges;
  sequenceNumber(seq: number): string;
}
