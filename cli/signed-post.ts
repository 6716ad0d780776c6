import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';

/** Under whose credentials, and in which region. */
export type Signing = Pick<ConstructorParameters<typeof SignatureV4>[0], 'credentials' | 'region'>;

/** Posts events to the provider's HTTP API with a SigV4 signature. @param body a CloudEvent, or a batch of them, as JSON */
export async function postSigned(url: URL, body: string, { region, credentials }: Signing): Promise<Response> {
  const signer = new SignatureV4({ service: 'execute-api', region, credentials, sha256: Sha256 });
  const { headers } = await signer.sign({
    method: 'POST',
    protocol: url.protocol,
    hostname: url.hostname,
    ...(url.port ? { port: Number(url.port) } : {}),
    path: url.pathname,
    headers: { host: url.host, 'content-type': 'application/cloudevents+json' },
    body,
  });
  return fetch(url, { method: 'POST', headers, body });
}
