import type { ConditionBlock } from './policy.ts';
import { fits, fitsArn } from './wildcard.ts';

/** The keys of a request. A key that is not there is not in the record. Names in lower case. */
export type RequestKeys = Readonly<Record<string, string | readonly string[] | undefined>>;

type Compare = (found: string, wanted: string) => boolean;

const numbers =
  (test: (a: number, b: number) => boolean): Compare =>
  (a, b) =>
    a.trim() !== '' && b.trim() !== '' && test(Number(a), Number(b));
const instant = (text: string): number => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text));
const dates =
  (test: (a: number, b: number) => boolean): Compare =>
  (a, b) =>
    test(instant(a), instant(b));

const bits = (address: string): bigint | undefined => {
  const v4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address);
  return v4 ? v4.slice(1).reduce((sum, part) => sum * 256n + BigInt(part), 0n) : undefined;
};
const inRange: Compare = (address, range) => {
  const [base = '', length = '32'] = range.split('/');
  const [a, b] = [bits(address.replace(/^::ffff:/, '')), bits(base)];
  const shift = BigInt(32 - Number(length));
  return a !== undefined && b !== undefined && a >> shift === b >> shift;
};

/** Operators in their plain form; their negations stand beside them. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const COMPARE: Readonly<Record<string, Compare>> = {
  StringEquals: (a, b) => a === b,
  StringEqualsIgnoreCase: (a, b) => a.toLowerCase() === b.toLowerCase(),
  StringLike: (a, b) => fits(b, a),
  NumericEquals: numbers((a, b) => a === b),
  NumericLessThan: numbers((a, b) => a < b),
  NumericLessThanEquals: numbers((a, b) => a <= b),
  NumericGreaterThan: numbers((a, b) => a > b),
  NumericGreaterThanEquals: numbers((a, b) => a >= b),
  DateEquals: dates((a, b) => a === b),
  DateLessThan: dates((a, b) => a < b),
  DateLessThanEquals: dates((a, b) => a <= b),
  DateGreaterThan: dates((a, b) => a > b),
  DateGreaterThanEquals: dates((a, b) => a >= b),
  Bool: (a, b) => a.toLowerCase() === b.toLowerCase(),
  BinaryEquals: (a, b) => a === b,
  IpAddress: inRange,
  ArnEquals: (a, b) => fitsArn(b, a),
  ArnLike: (a, b) => fitsArn(b, a),
};

const NEGATED: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
  NotIpAddress: 'IpAddress',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
};

const OPERATOR = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/;

/** Whether IAM knows an operator, with what may stand before and after it. */
export function isOperator(operator: string): boolean {
  const [, set, name = '', ifExists] = OPERATOR.exec(operator) ?? [];
  if (name === 'Null') return set === undefined && ifExists === undefined;
  return Object.hasOwn(COMPARE, name) || Object.hasOwn(NEGATED, name);
}

const substitute = (text: string, keys: RequestKeys): string =>
  text.replace(/\$\{([^}]+)\}/g, (whole, name: string) => {
    if (name === '*' || name === '?' || name === '$') return name;
    const value = keys[name.toLowerCase()];
    return typeof value === 'string' ? value : whole;
  });

function holds(operator: string, key: string, wanted: readonly string[], keys: RequestKeys): boolean {
  const [, set, name = '', ifExists] = OPERATOR.exec(operator) ?? [];
  const found = keys[key.toLowerCase()];
  if (name === 'Null') return wanted.some((each) => (each.toLowerCase() === 'true') === (found === undefined));
  const negated = NEGATED[name];
  const compare = COMPARE[negated ?? name];
  if (!compare) return false;
  if (found === undefined) {
    return ifExists !== undefined || (negated !== undefined && set !== 'ForAnyValue') || set === 'ForAllValues';
  }
  const values = typeof found === 'string' ? [found] : found;
  const texts = wanted.map((each) => substitute(each, keys));
  const one = (value: string): boolean => texts.some((text) => compare(value, text)) === (negated === undefined);
  // One value is compared with one: of several, none is. The tables of https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html
  if (set === undefined && values.length > 1) return negated !== undefined;
  return set === 'ForAllValues' ? values.every(one) : values.some(one);
}

/** Whether every condition of a statement holds for a request. */
export const conditionsHold = (block: ConditionBlock, keys: RequestKeys): boolean =>
  Object.entries(block).every(([operator, wanted]) =>
    Object.entries(wanted).every(([key, values]) => holds(operator, key, values, keys)),
  );
