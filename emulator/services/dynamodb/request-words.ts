import { createRequire } from 'node:module';

/** A request as far as its words matter. */
interface Request {
  readonly [member: string]: unknown;
  readonly RequestItems?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const PARSERS: Readonly<Record<string, string>> = {
  ConditionExpression: 'conditionParser',
  FilterExpression: 'conditionParser',
  KeyConditionExpression: 'conditionParser',
  ProjectionExpression: 'projectionParser',
  UpdateExpression: 'updateParser',
};
interface Parser {
  parse(text: string, options: object): unknown;
}
const load = createRequire(import.meta.url);

/** Where a parser gave up; undefined where it did not. */
function failureIn(parser: string, text: string): number | undefined {
  const context = { attrNames: {}, attrVals: {}, unusedAttrNames: {}, unusedAttrVals: {}, isReserved: () => false };
  try {
    (load(`dynalite/db/${parser}`) as Parser).parse(text, { context });
    return undefined;
  } catch (error) {
    return (error as { location?: { start: { offset: number } } }).location?.start.offset;
  }
}

const TOKEN = /[:#]?[A-Za-z_]\w*|[:#]?\d+|<=|>=|<>|[^\s]/g;

/** DynamoDB names the token it stumbled on, and shows it with the ones before and behind. */
function stumbled(text: string, offset: number): string {
  const tokens = [...text.matchAll(TOKEN)].map((found) => ({ at: found.index, end: found.index + found[0].length }));
  const found = tokens.findIndex(({ end }) => end > offset);
  const index = found < 0 ? tokens.length : found;
  const token = tokens[index];
  const from = tokens[index - 1]?.at ?? token?.at ?? 0;
  const to = tokens[index + 1]?.end ?? token?.end ?? text.length;
  const word = token ? text.slice(token.at, token.end) : '<EOF>';
  return `Syntax error; token: "${word}", near: "${text.slice(from, to)}"`;
}

function syntaxError(name: string, request: Request): string | undefined {
  const parser = PARSERS[name];
  const texts = [request, ...Object.values(request.RequestItems ?? {})].map((part) => part[name]);
  for (const text of texts) {
    const offset = parser && typeof text === 'string' ? failureIn(parser, text) : undefined;
    if (offset !== undefined) {
      // A name or value begins with its sign: alone, the sign is the token.
      const lone = typeof text === 'string' ? /[:#](?=\s)/.exec(text.slice(0, offset)) : null;
      return stumbled(String(text), lone?.index ?? offset);
    }
  }
  return undefined;
}

const SIGNS: Readonly<Record<string, string>> = { LT: '<', LE: '<=', GT: '>', GE: '>=', BETWEEN: 'BETWEEN' };
const MIRRORED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/** The operator as the expression has it: where the value stands first, dynalite has turned it round. */
function operatorIn(expression: string, operator: string): string {
  const sign = SIGNS[operator] ?? operator;
  const mirrored = MIRRORED[sign];
  return mirrored !== undefined && new RegExp(`:\\w+\\s*${mirrored}\\s*[#\\w]`).test(expression) ? mirrored : sign;
}

type Rule = readonly [RegExp, (found: RegExpExecArray, request: Request) => string | undefined];

/** Where DynamoDB has other words by now than when dynalite recorded it. */
const RULES: readonly Rule[] = [
  [
    /^Invalid (\w+): Syntax error; Expected/,
    ([, name = ''], request) => {
      const error = syntaxError(name, request);
      return error === undefined ? undefined : `Invalid ${name}: ${error}`;
    },
  ],
  [/^KeyConditionExpressions .*/, ([message]) => `Invalid KeyConditionExpression: ${message}`],
  [
    /ComparisonOperator (\w+) is not valid for (\w+) AttributeValue type/,
    ([, operator = '', type], { KeyConditionExpression: expression }) => {
      if (typeof expression !== 'string') return undefined;
      return operator === 'EQ'
        ? 'One or more parameter values were invalid: Condition parameter type does not match schema type'
        : `Invalid KeyConditionExpression: Incorrect operand type for operator or function; operator or function: ${operatorIn(expression, operator)}, operand type: ${type}`;
    },
  ],
  [
    /^1 validation error detected: Value '\{\}' at 'requestItems' failed to satisfy constraint: (Member must have length greater than or equal to 1)$/,
    ([, constraint]) =>
      `1 validation error detected: Value at 'RequestItems' failed to satisfy constraint: ${constraint}`,
  ],
  [
    /^1 validation error detected: Value '.*' at 'requestItems\.([^']+)\.member\.keys' (failed to satisfy constraint: .*)$/s,
    ([, table, rest]) => `1 validation error detected: Value at 'RequestItems.${table}.member.Keys' ${rest}`,
  ],
];

/** A refusal of dynalite in the words that DynamoDB has today. */
export function reworded(message: string, request: object): string {
  for (const [pattern, words] of RULES) {
    const found = pattern.exec(message);
    if (found) return words(found, request as Request) ?? message;
  }
  return message;
}
