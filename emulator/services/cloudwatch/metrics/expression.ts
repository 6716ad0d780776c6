import { validation } from '../errors.ts';

/** A value a time, or one value for all times. */
export type Series = ReadonlyMap<number, number>;
export type MathValue = number | Series | readonly Series[];

/** What an expression can refer to. */
export interface MathScope {
  /** The series of an id; undefined where there is none. */
  series(id: string): Series | undefined;
  /** All metrics that are no expressions themselves, whose id contains the text. */
  metrics(part: string): readonly Series[];
  /** Seconds. */
  readonly period: number;
}

type Node = (scope: MathScope) => MathValue;

const TOKEN = /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|([A-Za-z_]\w*)|"([^"]*)"|(<=|>=|==|!=|&&|\|\||[-+*/^(),[\]<>]))/y;

interface Token {
  readonly kind: 'number' | 'name' | 'text' | 'sign' | 'end';
  readonly text: string;
}

const refuse = (expression: string) =>
  validation(
    `Error in expression '${expression}': Invalid syntax, or a function that is not available on this endpoint.`,
  );

function tokensOf(expression: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (expression.slice(TOKEN.lastIndex).trim() !== '') {
    const found = TOKEN.exec(expression);
    if (!found) throw refuse(expression);
    const [, number, name, text, sign] = found;
    if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (text !== undefined) tokens.push({ kind: 'text', text });
    else tokens.push({ kind: 'sign', text: sign ?? '' });
  }
  return tokens;
}

const isList = (value: MathValue): value is readonly Series[] => Array.isArray(value);

/** Applies a function of numbers time by time; a time that one side lacks has no value. */
function zip(a: MathValue, b: MathValue, of: (x: number, y: number) => number): MathValue {
  if (isList(a)) return a.map((each) => zip(each, b, of) as Series);
  if (isList(b)) return b.map((each) => zip(a, each, of) as Series);
  if (typeof a === 'number' && typeof b === 'number') return of(a, b);
  const found = new Map<number, number>();
  for (const at of (typeof a === 'number' ? (b as Series) : a).keys()) {
    const [x, y] = [typeof a === 'number' ? a : a.get(at), typeof b === 'number' ? b : b.get(at)];
    const value = x === undefined || y === undefined ? Number.NaN : of(x, y);
    // Division by zero makes no datapoint.
    if (Number.isFinite(value)) found.set(at, value);
  }
  return found;
}

const each = (value: MathValue, of: (x: number) => number): MathValue => zip(value, 0, (x) => of(x));

/** One series of many: over all of them time by time; of a single series one number over all times. */
const reduced =
  (of: (values: readonly number[]) => number) =>
  (value: MathValue): MathValue => {
    if (typeof value === 'number') return value;
    if (!isList(value)) return value.size === 0 ? Number.NaN : of([...value.values()]);
    const found = new Map<number, number>();
    for (const at of new Set(value.flatMap((series) => [...series.keys()])))
      found.set(at, of(value.map((series) => series.get(at)).filter((x) => x !== undefined)));
    return found;
  };

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

type MathFunction = (args: readonly MathValue[], scope: MathScope) => MathValue;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html */
const FUNCTIONS: Readonly<Record<string, MathFunction>> = {
  ABS: ([a = 0]) => each(a, Math.abs),
  AVG: ([a = 0]) => reduced((values) => sum(values) / values.length)(a),
  CEIL: ([a = 0]) => each(a, Math.ceil),
  FLOOR: ([a = 0]) => each(a, Math.floor),
  IF([condition = 0, yes = 0, no = 0]) {
    const picked = zip(condition, 0, (x) => (x === 0 ? 0 : 1));
    if (typeof picked === 'number') return picked === 1 ? yes : no;
    const at = (value: MathValue, time: number) => (typeof value === 'number' ? value : (value as Series).get(time));
    const pairs = [...(picked as Series)].map(([time, which]) => [time, at(which === 1 ? yes : no, time)] as const);
    return new Map(pairs.filter((pair): pair is readonly [number, number] => pair[1] !== undefined));
  },
  MAX: ([a = 0]) => reduced((values) => Math.max(...values))(a),
  MIN: ([a = 0]) => reduced((values) => Math.min(...values))(a),
  PERIOD: (_args, { period }) => period,
  RATE([a = 0]) {
    if (typeof a === 'number' || isList(a)) return a;
    const times = [...a.keys()].toSorted((x, y) => x - y);
    const pairs = times.slice(1).map((at, i) => {
      const before = times[i] ?? at;
      return [at, ((a.get(at) ?? 0) - (a.get(before) ?? 0)) / ((at - before) / 1000)] as const;
    });
    return new Map(pairs);
  },
  SUM: ([a = 0]) => reduced(sum)(a),
};

const truth = (test: boolean): number => (test ? 1 : 0);
const OPERATORS: readonly Readonly<Record<string, (x: number, y: number) => number>>[] = [
  { '||': (x, y) => truth(x !== 0 || y !== 0) },
  { '&&': (x, y) => truth(x !== 0 && y !== 0) },
  { '==': (x, y) => truth(x === y), '!=': (x, y) => truth(x !== y) },
  {
    '<': (x, y) => truth(x < y),
    '>': (x, y) => truth(x > y),
    '<=': (x, y) => truth(x <= y),
    '>=': (x, y) => truth(x >= y),
  },
  { '+': (x, y) => x + y, '-': (x, y) => x - y },
  { '*': (x, y) => x * y, '/': (x, y) => x / y },
];

/**
 * Reads an expression of metric math.
 * @throws AwsError `ValidationException` where it is malformed, or has a function that is not available here
 */
export function parseExpression(expression: string): (scope: MathScope) => MathValue {
  const tokens = tokensOf(expression);
  let at = 0;
  const peek = (): Token => tokens[at] ?? { kind: 'end', text: '' };
  const takes = (text: string): boolean => {
    const found = peek().kind === 'sign' && peek().text === text;
    if (found) at++;
    return found;
  };
  const expect = (text: string): void => {
    if (!takes(text)) throw refuse(expression);
  };

  const binary = (level: number): Node => {
    const operators = OPERATORS[level];
    if (!operators) return power();
    let left = binary(level + 1);
    for (;;) {
      const { kind, text } = peek();
      const operator = kind === 'sign' && Object.hasOwn(operators, text) ? operators[text] : undefined;
      if (!operator) return left;
      at++;
      const [a, b] = [left, binary(level + 1)];
      left = (scope) => zip(a(scope), b(scope), operator);
    }
  };
  const power = (): Node => {
    if (takes('-')) {
      const operand = power();
      return (scope) => each(operand(scope), (x) => -x);
    }
    const base = primary();
    if (!takes('^')) return base;
    const exponent = power();
    return (scope) => zip(base(scope), exponent(scope), (x, y) => x ** y);
  };
  const listUntil = (end: string): Node[] => {
    const items: Node[] = [];
    if (takes(end)) return items;
    do items.push(binary(0));
    while (takes(','));
    expect(end);
    return items;
  };
  const primary = (): Node => {
    if (takes('(')) {
      const inner = binary(0);
      expect(')');
      return inner;
    }
    if (takes('[')) {
      const items = listUntil(']');
      return (scope) => items.map((item) => item(scope)).filter((value): value is Series => value instanceof Map);
    }
    const { kind, text } = peek();
    at++;
    if (kind === 'number') return () => Number(text);
    if (kind !== 'name') throw refuse(expression);
    return takes('(') ? call(text.toUpperCase()) : (scope) => scope.series(text) ?? new Map<number, number>();
  };
  const call = (name: string): Node => {
    if (name === 'METRICS') {
      const part = peek().kind === 'text' ? (tokens[at++]?.text ?? '') : '';
      expect(')');
      return (scope) => scope.metrics(part);
    }
    if (name === 'FILL') return fill();
    const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
    if (!known) throw refuse(expression);
    const args = listUntil(')');
    return (scope) =>
      known(
        args.map((arg) => arg(scope)),
        scope,
      );
  };
  const fill = (): Node => {
    const series = binary(0);
    expect(',');
    const value = binary(0);
    expect(')');
    return (scope) => {
      const found = series(scope);
      const filler = value(scope);
      if (!(found instanceof Map) || typeof filler !== 'number') return found;
      const all = new Map<number, number>(found as Series);
      for (const other of scope.metrics('')) for (const time of other.keys()) if (!all.has(time)) all.set(time, filler);
      return all;
    };
  };

  const whole = binary(0);
  if (peek().kind !== 'end') throw refuse(expression);
  return whole;
}
