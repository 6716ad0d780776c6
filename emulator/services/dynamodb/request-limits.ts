import type { AttributeValue, Item } from './values.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html#limits-expression-parameters */
const LONGEST_EXPRESSION = 4096;
/** The attribute itself is the first level. */
const DEEPEST = 32;

const EXPRESSIONS = [
  'UpdateExpression',
  'ConditionExpression',
  'KeyConditionExpression',
  'FilterExpression',
  'ProjectionExpression',
] as const;

interface Part {
  readonly [expression: string]: unknown;
  readonly Item?: Item;
  readonly ExpressionAttributeValues?: Item;
  readonly PutRequest?: { readonly Item: Item };
}

const isDeeper = ({ M, L }: AttributeValue, levels: number): boolean => {
  const inner = L ?? (M && Object.values(M));
  if (!inner) return levels < 1;
  return levels < 1 || inner.some((value) => isDeeper(value, levels - 1));
};

export const TOO_DEEP =
  'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit';

/** Whether an item's documents lie within each other deeper than DynamoDB takes them. */
export const isTooDeep = (item: Item): boolean => Object.values(item).some((value) => isDeeper(value, DEEPEST));

function problemOf(part: Part): string | undefined {
  for (const name of EXPRESSIONS) {
    const text = part[name];
    const size = typeof text === 'string' ? Buffer.byteLength(text) : 0;
    if (size > LONGEST_EXPRESSION)
      return `Invalid ${name}: Expression size has exceeded the maximum allowed size; expression size: ${size}`;
  }
  const items = [part.Item, part.PutRequest?.Item, part.ExpressionAttributeValues];
  return items.some((item) => item && isTooDeep(item)) ? TOO_DEEP : undefined;
}

/** What is too large in a request that is otherwise well-formed; its table parts are looked at one by one. */
export function limitProblem(
  request: Part & { readonly RequestItems?: Readonly<Record<string, unknown>> },
): string | undefined {
  const parts = Object.values(request.RequestItems ?? {}).flatMap((part) => part as Part | readonly Part[]);
  for (const part of [request, ...parts]) {
    const problem = problemOf(part);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
