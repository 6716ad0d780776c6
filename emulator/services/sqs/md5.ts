import { createHash } from 'node:crypto';

/** A message attribute, of either kind. */
export interface AttributeValue {
  readonly DataType: string | undefined;
  readonly StringValue?: string | undefined;
  readonly BinaryValue?: Uint8Array | undefined;
}

const sized = (bytes: Uint8Array): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

/**
 * The digest clients compare. Names sorted; of each: name, type, one byte for the kind of value, value.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export function md5OfAttributes(attributes: Readonly<Record<string, AttributeValue>> | undefined): string | undefined {
  if (!attributes) return undefined;
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const hash = createHash('md5');
  for (const name of names) {
    const value = attributes[name];
    const binary = value?.BinaryValue !== undefined;
    hash.update(sized(Buffer.from(name)));
    hash.update(sized(Buffer.from(value?.DataType ?? '')));
    hash.update(Buffer.from([binary ? 2 : 1]));
    hash.update(sized(binary ? (value?.BinaryValue ?? new Uint8Array()) : Buffer.from(value?.StringValue ?? '')));
  }
  return hash.digest('hex');
}
