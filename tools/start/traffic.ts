import { createHmac, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { postSigned } from '../../cli/signed-post.ts';

/** One sample event, ready to be sent: how it would come from a partner or from the shop. */
export interface Sample {
  /** What the event will be known by: `detail.id`. */
  readonly id: string;
  readonly type: string;
  send(): Promise<Response>;
}

export interface TrafficTarget {
  /** Of the HTTP API, without a slash at its end. */
  readonly apiEndpoint: string;
  readonly region: string;
  readonly githubSecret: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** The event types of GitHub that the application has contracts for, such as `push`. */
  readonly githubTypes: readonly string[];
}

interface WebhookExamples {
  readonly name: string;
  readonly examples: readonly object[];
}

const require = createRequire(import.meta.url);

/** GitHub's own recorded payloads, of the types asked for, one of each type after another. */
function githubPayloads(types: readonly string[]): { name: string; payload: object }[] {
  const all = require('@octokit/webhooks-examples') as readonly WebhookExamples[];
  const chosen = all.filter(({ name }) => types.includes(name));
  const longest = Math.max(...chosen.map(({ examples }) => examples.length));
  return Array.from({ length: longest }, (_, index) =>
    chosen.flatMap(({ name, examples }) => {
      const payload = examples[index];
      return payload ? [{ name, payload }] : [];
    }),
  ).flat();
}

/** A GitHub delivery, signed as GitHub signs. https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries */
function githubSample(target: TrafficTarget, name: string, payload: object): Sample {
  const id = randomUUID();
  const body = JSON.stringify(payload);
  return {
    id,
    type: `github.${name}`,
    send: () =>
      fetch(`${target.apiEndpoint}/v1/webhooks/github`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'GitHub-Hookshot/044aadd',
          'x-github-delivery': id,
          'x-github-event': name,
          'x-hub-signature-256': `sha256=${createHmac('sha256', target.githubSecret).update(body).digest('hex')}`,
        },
        body,
      }),
  };
}

/** An event of the shop, published over the API with a SigV4 signature. */
export function orderSample(target: TrafficTarget, event: { readonly id: string; readonly type: string }): Sample {
  const url = new URL(`${target.apiEndpoint}/v1/events`);
  const body = JSON.stringify(event);
  return { id: event.id, type: event.type, send: () => postSigned(url, body, target) };
}

/** Endless: GitHub's payloads and the shop's orders by turns. */
export function* samples(target: TrafficTarget, orders: Iterator<{ id: string; type: string }>): Generator<Sample> {
  const payloads = githubPayloads(target.githubTypes);
  for (let turn = 0; ; turn++) {
    const { name, payload } = payloads[turn % payloads.length] ?? { name: 'push', payload: {} };
    yield githubSample(target, name, payload);
    const order = orders.next();
    if (!order.done) yield orderSample(target, order.value);
  }
}
