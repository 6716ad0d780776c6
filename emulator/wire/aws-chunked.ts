import { AwsError } from '../core/aws-error.ts';

const CRLF = Buffer.from('\r\n');

const malformed = (): never => {
  throw new AwsError('IncompleteBody', 'The request body terminated unexpectedly', { status: 400 });
};

/**
 * Undoes S3's `aws-chunked` encoding: the data, and the trailing headers (checksums) behind it.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 * @throws AwsError `IncompleteBody`
 */
export function readAwsChunked(body: Uint8Array): { data: Uint8Array; trailers: Record<string, string> } {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.length);
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = bytes.indexOf(CRLF, at);
    if (end < 0) malformed();
    const size = Number.parseInt(bytes.toString('latin1', at, end), 16);
    if (Number.isNaN(size)) malformed();
    at = end + 2;
    if (size === 0) break;
    if (at + size > bytes.length) malformed();
    chunks.push(bytes.subarray(at, at + size));
    at += size + 2;
  }
  const trailers: Record<string, string> = {};
  for (const line of bytes.toString('latin1', at).split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) trailers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  return { data: Buffer.concat(chunks), trailers };
}
