import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface UnreliableEndpoint {
  readonly url: string;
  /** Bodies it answered 200 to. */
  readonly taken: string[];
  close(): void;
}

/** An HTTP endpoint that refuses one request in three with 503, so that deliveries to it are retried. */
export async function startUnreliableEndpoint(): Promise<UnreliableEndpoint> {
  const taken: string[] = [];
  let requests = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const refused = requests++ % 3 === 0;
      if (!refused) taken.push(Buffer.concat(chunks).toString('utf8'));
      response.writeHead(refused ? 503 : 200).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hook`, taken, close: () => void server.close() };
}
