import type { Price } from './prices.ts';

/** So much of something that has a price, for one event. */
export interface Item {
  readonly what: string;
  readonly price: Price;
  readonly quantity: number;
}

const KB = 1024;
const GB = 1024 ** 3;

/** Units of up to `size` bytes; even nothing is one. */
const units = (bytes: number, size: number): number => Math.max(1, Math.ceil(bytes / size));

export const item = (what: string, price: Price, quantity: number): Item => ({ what, price, quantity });

/** @param milliseconds that a run takes; @param events that share it */
export const lambda = (what: string, milliseconds: number, events: number, megabytes = 512): readonly Item[] => [
  item(`${what}: request`, 'lambdaRequest', 1 / events),
  item(`${what}: duration`, 'lambdaGigabyteSecond', ((milliseconds / 1000) * (megabytes / 1024)) / events),
];

export const httpRequest = (what: string, bytes: number, events: number): Item =>
  item(what, 'httpApiRequest', units(bytes, 512 * KB) / events);

export const busEvent = (what: string, bytes: number): Item => item(what, 'eventBridgeEvent', units(bytes, 64 * KB));

/** @param calls a message takes: one to send it; a third of one each to receive and delete it in batches */
export const sqs = (what: string, bytes: number, calls: number): Item =>
  item(what, 'sqsRequest', units(bytes, 64 * KB) * calls);

export const write = (what: string, bytes: number, times = 1): Item =>
  item(what, 'dynamodbWriteUnit', units(bytes, KB) * times);

/** A transaction's writes count twice. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html */
export const transactedWrite = (what: string, bytes: number, times = 1): Item => write(what, bytes, 2 * times);

/** Consistent. */
export const read = (what: string, bytes: number, times = 1): Item =>
  item(what, 'dynamodbReadUnit', units(bytes, 4 * KB) * times);

export const log = (what: string, bytes: number): Item => item(what, 'logGigabyte', bytes / GB);
export const vendedLog = (what: string, bytes: number): Item => item(what, 'vendedLogGigabyte', bytes / GB);
export const archived = (what: string, bytes: number): Item => item(what, 'archiveGigabyte', bytes / GB);
export const transitions = (what: string, count: number): Item => item(what, 'stateTransition', count);
