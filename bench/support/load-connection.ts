import { connect, type Socket } from 'node:net';

/**
 * One kept-alive connection that sends AWS JSON requests one after the other. It writes HTTP by hand, so that
 * the load costs little of the machine that it shares with what is measured.
 */
export interface LoadConnection {
  /** @returns the body of the answer. @throws Error where the status is not 200 */
  call(target: string, body: string): Promise<string>;
  close(): void;
}

const SCOPES: Readonly<Record<string, string>> = {
  AWSEvents: 'events',
  AWSStepFunctions: 'states',
  AmazonSQS: 'sqs',
};

const headOf = (host: string, target: string, length: number): string => {
  const service = SCOPES[target.split('.')[0] ?? ''] ?? '';
  const type = service === 'events' ? '1.1' : '1.0';
  return (
    `POST / HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/x-amz-json-${type}\r\nX-Amz-Target: ${target}\r\n` +
    `Authorization: AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0\r\n` +
    `Content-Length: ${length}\r\n\r\n`
  );
};

/** @param endpoint `http://127.0.0.1:<port>` */
export async function openConnection(endpoint: string): Promise<LoadConnection> {
  const { hostname, port, host } = new URL(endpoint);
  const socket: Socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let received = Buffer.alloc(0);
  let waiting: { resolve(body: string): void; reject(error: Error): void } | undefined;

  const take = (): void => {
    const end = received.indexOf('\r\n\r\n');
    if (end < 0 || !waiting) return;
    const head = received.toString('latin1', 0, end);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (received.length < end + 4 + length) return;
    const body = received.toString('utf8', end + 4, end + 4 + length);
    received = received.subarray(end + 4 + length);
    const { resolve, reject } = waiting;
    waiting = undefined;
    if (head.startsWith('HTTP/1.1 200')) resolve(body);
    else reject(new Error(`${head.split('\r\n')[0]} ${body}`));
  };
  socket.on('data', (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    take();
  });
  socket.on('error', (error) => waiting?.reject(error));
  return {
    call(target, body) {
      const bytes = Buffer.from(body);
      socket.write(Buffer.concat([Buffer.from(headOf(host, target, bytes.length), 'latin1'), bytes]));
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject };
      });
    },
    close: () => socket.destroy(),
  };
}
