import type { IncomingMessage } from 'node:http';
import { AwsError } from '../core/aws-error.ts';

/**
 * The whole body of a request.
 * @throws AwsError `RequestEntityTooLargeException` (413) over `limit` bytes
 */
export function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
    });
    request.on('end', () => {
      if (length > limit)
        reject(
          new AwsError('RequestEntityTooLargeException', `Request must be smaller than ${limit} bytes.`, {
            status: 413,
          }),
        );
      else resolve(chunks.length === 1 ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks));
    });
    request.on('error', reject);
  });
}
