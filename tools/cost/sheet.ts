import { costOf, type PathCost } from './model.ts';
import { ASSUMPTIONS, type Assumptions, PATHS } from './paths.ts';
import { PRICES } from './prices.ts';

const dollars = (amount: number): string => `$${amount.toFixed(2)}`;
/** What a sheet shows of a path: more than this many items are not worth a line. */
const SHOWN = 5;

const row = ({ name, note, dollars: sum, items }: PathCost): string => {
  const dearest = items.slice(0, SHOWN).map((entry) => `${entry.what} ${dollars(entry.dollars)}`);
  return `| ${name} | ${note} | ${dollars(sum)} | ${dearest.join(', ')} |`;
};

const assumed = ({ eventBytes, batch, lines, sqsBatch }: Assumptions): string =>
  `an event of ${eventBytes} bytes, ${batch} events a call, ${lines} lines an order, ${sqsBatch} messages a batch`;

/** The text of docs/cost.md. */
export function costSheet(): string {
  const large = { ...ASSUMPTIONS, eventBytes: 100_000 };
  const both = PATHS.map((path) => [costOf(path, ASSUMPTIONS), costOf(path, large)] as const);
  return `# What it costs

Dollars for a million events, by the way they take. Made by \`node tools/cost-sheet.ts\` from \`tools/cost\`: the prices
are inputs (\`prices.ts\`), the ways are lists of what is used (\`paths.ts\`). Not in it: the free tier, discounts, data
leaving AWS, and what is stored (archive ${dollars(PRICES.archiveGigabyteMonth)} a GB and month).

Assumed: ${assumed(ASSUMPTIONS)}.

| Way | What is in it | A million | The dearest parts |
| --- | --- | --- | --- |
${both.map(([small]) => row(small)).join('\n')}

With events of ${large.eventBytes} bytes, EventBridge and SQS count two events for one, and logs and archive weigh more:

| Way | A million |
| --- | --- |
${both.map(([, big]) => `| ${big.name} | ${dollars(big.dollars)} |`).join('\n')}

## What to do about it

- Logs of all events cost as much as everything else once events are large: set \`logRetentionDays\` low, or narrow the rule \`events-to-log\`.
- Publish in batches: a call's price is shared by its events.
- Traces cost more than the function that is traced. Sampling (X-Ray's default: one a second, and 5 %) makes them nothing; the sheet counts each.
- A workflow's price is its transitions: \`fulfil-order\` keeps them few by carrying data in variables.
`;
}
