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

/** The examples in the contracts of the shop, one after another for ever, each under an id of its own. */
export function* shopEvents(): Generator<{ readonly id: string; readonly type: string }> {
  const examples = contractsOf('commerce').flatMap(({ type, examples }) =>
    examples.map((example) => ({ ...example, type })),
  );
  for (let turn = 0; ; turn++) {
    yield { ...(examples[turn % examples.length] ?? { type: '' }), id: randomUUID() };
  }
}
