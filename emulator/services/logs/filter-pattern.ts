import { AwsError } from '../../core/aws-error.ts';

type Test = (message: string) => boolean;

const invalid = (): never => {
  throw new AwsError('InvalidParameterException', 'Invalid filter pattern');
};

/**
 * CloudWatch Logs' filter patterns: terms, quoted terms, `?any` and `-none`, and JSON conditions.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 * @throws AwsError `InvalidParameterException`; also for space-delimited and regular-expression patterns, which are not supported here
 */
export function parseFilterPattern(pattern: string): Test {
  const text = pattern.trim();
  if (text === '') return () => true;
  if (text.startsWith('{')) return text.endsWith('}') ? jsonTest(text.slice(1, -1)) : invalid();
  if (text.startsWith('[') || text.includes('%')) return invalid();
  return termTest(text);
}

function termTest(text: string): Test {
  const terms = [...text.matchAll(/([?-]?)(?:"((?:[^"\\]|\\.)*)"|(\S+))/g)].map(([, sign, quoted, bare]) => ({
    sign,
    term: quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '',
  }));
  for (const { sign, term } of terms) if (term === '' || (sign !== '' && term.includes('"'))) invalid();
  const of = (wanted: string): string[] => terms.filter(({ sign }) => sign === wanted).map(({ term }) => term);
  const [all, any, none] = [of(''), of('?'), of('-')];
  return (message) =>
    all.every((term) => message.includes(term)) &&
    (any.length === 0 || all.length > 0 || any.some((term) => message.includes(term))) &&
    !none.some((term) => message.includes(term));
}

const TOKEN =
  /\s*(\(|\)|&&|\|\||\$(?:\.[\w-]+|\[\d+\]|\['[^']+'\])*|!=|>=|<=|=|>|<|"(?:[^"\\]|\\.)*"|NOT EXISTS|IS (?:NULL|TRUE|FALSE)|[\w.*+-]+)/y;

function tokens(text: string): string[] {
  const found: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const token = TOKEN.exec(text)?.[1];
    if (token === undefined) return invalid();
    found.push(token);
  }
  return found;
}

type ValueTest = (value: unknown) => boolean;

const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
};

function comparison(operator: string, literal: string): ValueTest {
  const compare = COMPARE[operator];
  const text = literal.startsWith('"') ? literal.slice(1, -1).replace(/\\(.)/g, '$1') : literal;
  const number = Number(literal);
  if (compare) return Number.isNaN(number) ? invalid() : (value) => typeof value === 'number' && compare(value, number);
  const glob = new RegExp(
    `^${text
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
    's',
  );
  const equal: ValueTest = (value) =>
    typeof value === 'number' && !Number.isNaN(number)
      ? value === number
      : (typeof value === 'string' || typeof value === 'number') && glob.test(String(value));
  return operator === '=' ? equal : (value) => value !== undefined && !equal(value);
}

const at = (root: unknown, selector: string): unknown =>
  [...selector.matchAll(/\.([\w-]+)|\[(\d+)\]|\['([^']+)'\]/g)].reduce<unknown>(
    (value, [, name, index, quoted]) =>
      typeof value === 'object' && value !== null
        ? (value as Record<string, unknown>)[name ?? index ?? quoted ?? '']
        : undefined,
    root,
  );

function jsonTest(text: string): Test {
  const list = tokens(text);
  let position = 0;
  const next = (): string => list[position++] ?? invalid();
  const primary = (): ValueTest => {
    const token = next();
    if (token === '(') {
      const inner = either();
      return next() === ')' ? inner : invalid();
    }
    if (!token.startsWith('$')) return invalid();
    const operator = next();
    if (operator === 'NOT EXISTS') return (root) => at(root, token) === undefined;
    if (operator === 'IS NULL') return (root) => at(root, token) === null;
    if (operator === 'IS TRUE' || operator === 'IS FALSE')
      return (root) => at(root, token) === (operator === 'IS TRUE');
    if (!/^(=|!=|>|<|>=|<=)$/.test(operator)) return invalid();
    const test = comparison(operator, next());
    return (root) => test(at(root, token));
  };
  const both = (): ValueTest => {
    const parts = [primary()];
    while (list[position] === '&&') {
      position++;
      parts.push(primary());
    }
    return (root) => parts.every((part) => part(root));
  };
  const either = (): ValueTest => {
    const parts = [both()];
    while (list[position] === '||') {
      position++;
      parts.push(both());
    }
    return (root) => parts.some((part) => part(root));
  };
  const whole = either();
  if (position < list.length) invalid();
  return (message) => {
    try {
      const root: unknown = JSON.parse(message);
      return typeof root === 'object' && root !== null && whole(root);
    } catch {
      return false;
    }
  };
}
