import { Readable } from 'node:stream';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { DroppedFile } from '../imports/check-file.ts';

/** `DroppedFile` in a bucket. The copy is called like the file, with `.lines` at its end. */
export class S3DroppedFile implements DroppedFile {
  readonly key: string;
  readonly #client: S3Client;
  readonly #bucket: string;
  #etag: string | undefined;

  constructor(client: S3Client, bucket: string, key: string) {
    this.#client = client;
    this.#bucket = bucket;
    this.key = key;
  }

  async read(): Promise<AsyncIterable<Uint8Array>> {
    const { Body, ETag } = await this.#client.send(
      new GetObjectCommand({
        Bucket: this.#bucket,
        Key: this.key,
        ...(this.#etag === undefined ? {} : { IfMatch: this.#etag }),
      }),
    );
    this.#etag = ETag;
    return Body as Readable;
  }

  async write(chunks: AsyncIterable<Uint8Array>, bytes: number): Promise<string> {
    const Key = `${this.key}.lines`;
    await this.#client.send(
      new PutObjectCommand({
        Bucket: this.#bucket,
        Key,
        Body: Readable.from(chunks, { objectMode: false }),
        ContentLength: bytes,
        ContentType: 'application/x-ndjson',
      }),
    );
    return Key;
  }
}
