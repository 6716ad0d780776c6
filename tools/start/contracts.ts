import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../run.ts';

interface Contract {
  readonly type: string;
  readonly examples: readonly object[];
}

const contractsOf = (domain: string): Contract[] =>
  readdirSync(path.join(root, 'events', domain))
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(path.join(root, 'events', domain, file), 'utf8')) as Contract);

/** GitHub's names of the webhooks that there are contracts for, such as `push`. */
export const githubTypes = (): string[] => contractsOf('github').map(({ type }) => type.replace(/^github\./, ''));

/** What a shop tells of its own accord, in the order in which it makes sense; the rest follows from it. */
const TOLD_BY_THE_SHOP = ['customer.registered', 'stock.replenished', 'order.placed'];

/** The examples in the contracts of the shop, one after another for ever, each under an id of its own; so are orders. */
export function* shopEvents(): Generator<{ readonly id: string; readonly type: string }> {
  const contracts = contractsOf('commerce');
  const examples = TOLD_BY_THE_SHOP.flatMap((told) =>
    contracts
      .filter(({ type }) => type === told)
      .flatMap(({ type, examples }) => examples.map((e) => ({ ...e, type }))),
  );
  for (let turn = 0; ; turn++) {
    const text = JSON.stringify(examples[turn % examples.length] ?? { type: '' });
    const id = randomUUID();
    const order = `ord_${id.replaceAll('-', '').slice(0, 20)}`;
    yield { ...(JSON.parse(text.replaceAll(/ord_\w+/g, order)) as { type: string }), id };
  }
}
