import { AwsError } from '../../core/aws-error.ts';
import type { Queue } from './queue.ts';
import type { StoredMessage } from './stored-message.ts';

/** A handle holds the message's number, its queue's and the receipt of one receive. */
export const receiptOf = ({ id, queue, receipt }: StoredMessage): string =>
  Buffer.from(`${queue}:${id}:${receipt}`).toString('base64');

/** @throws AwsError `ReceiptHandleIsInvalid` where the text is no handle of this queue */
export function parseReceipt(handle: string, queue: Queue): { id: number; receipt: string } {
  const found = /^(\d+):(\d+):([0-9a-f]{32})$/.exec(Buffer.from(handle, 'base64').toString('latin1'));
  if (!found || Number(found[1]) !== queue.id) {
    throw new AwsError('ReceiptHandleIsInvalid', `The input receipt handle "${handle}" is not a valid receipt handle.`);
  }
  return { id: Number(found[2]), receipt: found[3] ?? '' };
}
