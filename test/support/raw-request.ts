import { type Agent, request } from 'node:http';

export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** The header that says which service a request is for, as a signature would; the emulator knows no secret of such a key. */
export const signedFor = (signingName: string): string =>
  `AWS4-HMAC-SHA256 Credential=test/20261123/us-east-1/${signingName}/aws4_request, SignedHeaders=host, Signature=0`;

/** Sends bytes as they are, which no client library would. Rejects where the connection breaks. */
export const sendRaw = (
  endpoint: string,
  agent: Agent,
  { method, path, headers, body }: RawRequest,
): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    // Node adds the length only where it expects a body.
    const all = { ...headers, 'content-length': String(Buffer.byteLength(body)) };
    const message = request(`${endpoint}/`, { method, path, agent, headers: all }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    message.on('error', reject);
    message.end(body);
  });
