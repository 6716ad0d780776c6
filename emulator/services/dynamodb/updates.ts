import { type Call, isCall, isPath, type Operand, type Path, valueAt } from './conditions.ts';
import { addDecimals } from './decimal.ts';
import { validation } from './errors.ts';
import type { UpdateRequest } from './requests.ts';
import { type AttributeValue, type Item, typeOf } from './values.ts';

/** One action of an update expression. */
export interface UpdateSection {
  readonly type: 'set' | 'remove' | 'add' | 'delete';
  readonly path: Path;
  readonly val: Operand;
  readonly attrType?: string;
}

/** A value under change. Lists and maps are copied on the way down, never the original. */
type Draft = { M?: Record<string, AttributeValue>; L?: (AttributeValue | undefined)[] };

const wrongType = () => validation('An operand in the update expression has an incorrect data type');
const wrongPath = () => validation('The document path provided in the update expression is invalid for update');

const FUNCTIONS: Readonly<Record<string, (call: Call, item: Item) => AttributeValue>> = {
  if_not_exists: ({ args: [path, other] }, item) =>
    (isPath(path) ? valueAt(path, item) : undefined) ?? resolve(other as Operand, item),
  list_append: ({ args: [first, second] }, item) => {
    const [a, b] = [resolve(first as Operand, item).L, resolve(second as Operand, item).L];
    if (!a || !b) throw wrongType();
    return { L: [...a, ...b] };
  },
};

/** An operand's value in the item as it was before the update. */
function resolve(operand: Operand, item: Item): AttributeValue {
  if (isPath(operand)) {
    const found = valueAt(operand, item);
    if (!found) throw validation('The provided expression refers to an attribute that does not exist in the item');
    return found;
  }
  if (!isCall(operand)) return operand;
  const known = FUNCTIONS[operand.name ?? ''];
  if (known) return known(operand, item);
  const [a, b] = operand.args.map((arg) => resolve(arg, item).N);
  if (a === undefined || b === undefined) throw wrongType();
  return { N: addDecimals(a, b, operand.type === 'add' ? 1 : -1) };
}

/** The map or list that a path ends in, open to change; `draft` is changed on the way. */
function parentOf(draft: Record<string, AttributeValue>, path: Path): Draft {
  let parent: Draft = { M: draft };
  for (const step of path.slice(0, -1)) {
    const child = typeof step === 'number' ? parent.L?.[step] : parent.M?.[step];
    if (!child?.M && !child?.L) throw wrongPath();
    const copy: Draft = child.M ? { M: { ...child.M } } : { L: [...(child.L ?? [])] };
    if (typeof step === 'number') parent.L?.splice(step, 1, copy as AttributeValue);
    else if (parent.M) parent.M[step] = copy as AttributeValue;
    parent = copy;
  }
  return parent;
}

const united = (before: AttributeValue | undefined, added: AttributeValue): AttributeValue => {
  const type = typeOf(added);
  if (before && typeOf(before) !== type) throw wrongType();
  if (added.N !== undefined) return { N: addDecimals(before?.N ?? '0', added.N) };
  const [old, more] = [before?.[type] ?? [], added[type]] as [readonly string[], readonly string[]];
  return { [type]: [...new Set([...old, ...more])] };
};

/** What is left of a set; undefined where nothing is. */
const reduced = (before: AttributeValue | undefined, gone: AttributeValue): AttributeValue | undefined => {
  if (!before) return undefined;
  const type = typeOf(gone);
  if (typeOf(before) !== type) throw wrongType();
  const left = (before[type] as readonly string[]).filter((item) => !(gone[type] as readonly string[]).includes(item));
  return left.length > 0 ? { [type]: left } : undefined;
};

const NEW_VALUE: Record<UpdateSection['type'], (section: UpdateSection, item: Item) => AttributeValue | undefined> = {
  set: ({ val }, item) => resolve(val, item),
  remove: () => undefined,
  add: ({ path, val }, item) => united(valueAt(path, item), val as AttributeValue),
  delete: ({ path, val }, item) => reduced(valueAt(path, item), val as AttributeValue),
};

/** List elements that were removed leave holes until all is done, since indexes mean the list as it was. */
function place(parent: Draft, step: string | number, value: AttributeValue | undefined): void {
  if (typeof step === 'string') {
    if (!parent.M) throw wrongPath();
    if (value) parent.M[step] = value;
    else delete parent.M[step];
    return;
  }
  if (!parent.L) throw wrongPath();
  if (value === undefined && step >= parent.L.length) return;
  parent.L[step] = value;
}

function applySections(sections: readonly UpdateSection[], item: Item): Item {
  const draft: Record<string, AttributeValue> = { ...item };
  const values = sections.map((section) => NEW_VALUE[section.type](section, item));
  const paths: Path[] = [];
  sections.forEach(({ path, type }, i) => {
    const parent = parentOf(draft, path);
    const last = path.at(-1) ?? '';
    if ((type === 'remove' || type === 'delete') && valueAt(path, item) === undefined) {
      if (typeof last === 'number' ? !parent.L : !parent.M) throw wrongPath();
      return;
    }
    place(parent, last, values[i]);
    if (typeof last === 'number') paths.push(path);
  });
  // Deepest first, so that an inner path still means the outer list as it was.
  for (const path of paths.toSorted((a, b) => b.length - a.length)) {
    const { L } = parentOf(draft, path);
    if (L) L.splice(0, L.length, ...L.filter((each) => each !== undefined));
  }
  return draft;
}

function applyLegacy(updates: NonNullable<UpdateRequest['AttributeUpdates']>, item: Item): Item {
  const draft: Record<string, AttributeValue> = { ...item };
  for (const [name, { Action: action = 'PUT', Value: value }] of Object.entries(updates)) {
    const before = item[name];
    if (action === 'DELETE') {
      const left = value && before && mismatch(before, value) ? reduced(before, value) : undefined;
      if (left) draft[name] = left;
      else delete draft[name];
    } else if (value) {
      draft[name] = action === 'ADD' ? added(before, value) : value;
    }
  }
  return draft;
}

const mismatch = (before: AttributeValue, value: AttributeValue): true => {
  if (typeOf(before) !== typeOf(value)) throw validation('Type mismatch for attribute to update');
  return true;
};
const added = (before: AttributeValue | undefined, value: AttributeValue): AttributeValue => {
  if (before) mismatch(before, value);
  return value.L ? { L: [...(before?.L ?? []), ...value.L] } : united(before, value);
};

/**
 * The item after an update. All operands mean the item as it was.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 * @param item the item before, or only its key where it is new
 * @throws AwsError `ValidationException`
 */
export const applyUpdate = ({ _updates, AttributeUpdates }: UpdateRequest, item: Item): Item =>
  _updates ? applySections(_updates.sections, item) : applyLegacy(AttributeUpdates ?? {}, item);
