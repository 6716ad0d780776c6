import { type AttributeValue, bytesOf, compare, equal, type Item, typeOf } from './values.ts';

/** A way into an item: `a.b[1]` is `['a', 'b', 1]`. */
export type Path = readonly (string | number)[];

/** A function or an arithmetic operation of an expression. */
export interface Call {
  readonly type: 'function' | 'add' | 'subtract';
  readonly name?: string;
  readonly args: readonly Operand[];
}
export type Operand = Path | AttributeValue | Call;

/** A condition or filter expression, parsed. */
export interface Expression {
  readonly type: string;
  readonly name?: string;
  readonly args: readonly (Operand | Expression)[];
}

/** A condition of the old form: `Expected`, `QueryFilter`, `ScanFilter`, `KeyConditions`. */
export interface LegacyCondition {
  readonly ComparisonOperator?: string;
  readonly AttributeValueList?: readonly AttributeValue[];
  readonly Value?: AttributeValue;
  readonly Exists?: boolean;
}
export type LegacyConditions = Readonly<Record<string, LegacyCondition>>;

export const isPath = (operand: unknown): operand is Path => Array.isArray(operand);
export const isCall = (operand: object): operand is Call => 'type' in operand && 'args' in operand;

/** What lies at a path of an item; undefined where the path leads nowhere. */
export function valueAt(path: Path, item: Item): AttributeValue | undefined {
  let found: AttributeValue | undefined = { M: item };
  for (const step of path) {
    found = typeof step === 'number' ? found?.L?.[step] : found?.M && own(found.M, step);
    if (found === undefined) return undefined;
  }
  return found;
}

const own = (map: Item, name: string): AttributeValue | undefined => (Object.hasOwn(map, name) ? map[name] : undefined);

/** `size()` of a value. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html */
function sizeOf(value: AttributeValue): AttributeValue | undefined {
  const bytes = value.S === undefined ? bytesOf(value)?.length : value.S.length;
  const count = (value.SS ?? value.NS ?? value.BS ?? value.L)?.length;
  const size = bytes ?? count ?? (value.M && Object.keys(value.M).length);
  return size === undefined ? undefined : { N: String(size) };
}

function resolve(operand: Operand | Expression, item: Item): AttributeValue | undefined {
  if (isPath(operand)) return valueAt(operand, item);
  if (!isCall(operand)) return operand as AttributeValue;
  const [first] = operand.args;
  const value = first && resolve(first, item);
  return value && sizeOf(value);
}

type Test = (found: AttributeValue | undefined, wanted: readonly (AttributeValue | undefined)[]) => boolean;

const ordered =
  (test: (order: number) => boolean): Test =>
  (found, [wanted]) => {
    const order = found && wanted && compare(found, wanted);
    return order !== undefined && test(order);
  };
const isEqual: Test = (found, [wanted]) => found !== undefined && wanted !== undefined && equal(found, wanted);

const contains: Test = (found, [wanted]) => {
  if (!found || !wanted) return false;
  if (found.S !== undefined) return wanted.S !== undefined && found.S.includes(wanted.S);
  if (found.B !== undefined)
    return wanted.B !== undefined && (bytesOf(found)?.includes(bytesOf(wanted) ?? '') ?? false);
  if (found.L) return found.L.some((item) => equal(item, wanted));
  const set = (wanted.S !== undefined && found.SS) || (wanted.N !== undefined && found.NS) || found.BS;
  return set ? set.includes(wanted.S ?? wanted.N ?? wanted.B ?? '') : false;
};

const beginsWith: Test = (found, [wanted]) => {
  const [whole, start] = [found && bytesOf(found), wanted && bytesOf(wanted)];
  return found && wanted && typeOf(found) === typeOf(wanted) && whole && start
    ? whole.subarray(0, start.length).equals(start)
    : false;
};

const exists: Test = (found) => found !== undefined;
const between: Test = (found, [low, high]) =>
  ordered((o) => o >= 0)(found, [low]) && ordered((o) => o <= 0)(found, [high]);
const isIn: Test = (found, wanted) => wanted.some((each) => isEqual(found, [each]));
const not =
  (test: Test): Test =>
  (found, wanted) =>
    !test(found, wanted);

const TESTS: Readonly<Record<string, Test>> = {
  '=': isEqual,
  '<>': not(isEqual),
  '<': ordered((o) => o < 0),
  '<=': ordered((o) => o <= 0),
  '>': ordered((o) => o > 0),
  '>=': ordered((o) => o >= 0),
  between,
  in: isIn,
  attribute_exists: exists,
  attribute_not_exists: not(exists),
  attribute_type: (found, [wanted]) => found !== undefined && typeOf(found) === wanted?.S,
  contains,
  begins_with: beginsWith,
  EQ: isEqual,
  NE: not(isEqual),
  LT: ordered((o) => o < 0),
  LE: ordered((o) => o <= 0),
  GT: ordered((o) => o > 0),
  GE: ordered((o) => o >= 0),
  BETWEEN: between,
  IN: isIn,
  NOT_NULL: exists,
  NULL: not(exists),
  CONTAINS: contains,
  NOT_CONTAINS: not(contains),
  BEGINS_WITH: beginsWith,
};

/** Whether an item meets an expression. */
export function meets({ type, name, args }: Expression, item: Item): boolean {
  if (type === 'and') return args.every((arg) => meets(arg as Expression, item));
  if (type === 'or') return args.some((arg) => meets(arg as Expression, item));
  if (type === 'not') return args.every((arg) => !meets(arg as Expression, item));
  const [first, ...others] = args.map((arg) => resolve(arg, item));
  return TESTS[type === 'function' ? (name ?? '') : type]?.(first, others) ?? false;
}

/** Whether a value meets a condition of the old form. */
export function meetsLegacy(found: AttributeValue | undefined, condition: LegacyCondition): boolean {
  const { ComparisonOperator, AttributeValueList, Value, Exists } = condition;
  const operator = Exists === false ? 'NULL' : (ComparisonOperator ?? 'EQ');
  return TESTS[operator]?.(found, AttributeValueList ?? [Value]) ?? false;
}

/** Whether an item meets all (or, with `OR`, any) conditions of the old form. */
export function meetsAllLegacy(item: Item, conditions: LegacyConditions, operator: string | undefined): boolean {
  const all = Object.entries(conditions);
  const test = ([name, condition]: [string, LegacyCondition]): boolean => meetsLegacy(item[name], condition);
  return operator === 'OR' ? all.some(test) : all.every(test);
}
