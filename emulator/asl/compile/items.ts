import { isJsonArray, isJsonObject, type Json } from '../json.ts';
import { unexpectedType } from '../jsonata/compile-jsonata.ts';
import { select } from '../paths/select.ts';
import type { Expression } from '../scope.ts';
import { StatesError } from '../states-error.ts';
import type { ObjectReader } from './read.ts';
import { referenceField } from './reference.ts';
import { jsonataField } from './values.ts';

/**
 * What a Map iterates, from ItemsPath, Items or its whole input: an array, for a distributed Map also an
 * object. Undefined where an ItemReader gives the items.
 */
export function compileItems(reader: ObjectReader, distributed: boolean): Expression | undefined {
  if (reader.has('ItemReader')) {
    // Still checked: ItemsPath may stand beside an ItemReader, but is not read then.
    if (reader.language === 'JSONPath') referenceField(reader, 'ItemsPath', true);
    return undefined;
  }
  return reader.language === 'JSONata' ? fromJsonata(reader, distributed) : fromPath(reader, distributed);
}

function fromPath(reader: ObjectReader, distributed: boolean): Expression {
  const path = referenceField(reader, 'ItemsPath', true);
  const text = path?.text ?? '$';
  return {
    text,
    evaluate(scope) {
      const value =
        path === undefined ? scope.input : select(path, scope, (message) => `Invalid path '${text}' : ${message}`);
      if (canIterate(value, distributed)) return value;
      // A path into the context object is named without the first of its dollars.
      const message = `Reference path "${text.replace(/^\$\$/, '$')}" must point to array.`;
      throw new StatesError('States.Runtime', message);
    },
  };
}

function fromJsonata(reader: ObjectReader, distributed: boolean): Expression {
  const value = reader.get('Items');
  if (value !== undefined && typeof value !== 'string' && !isJsonArray(value) && !isJsonObject(value)) {
    reader.wrongType('Items', 'array', value);
  }
  const expression = jsonataField(reader, 'Items', reader.location, ['input', 'context']);
  return {
    text: expression?.text ?? '',
    evaluate(scope) {
      const items = expression === undefined ? scope.input : expression.evaluate(scope);
      if (!canIterate(items, distributed)) throw unexpectedType(expression?.text ?? '', 'Items', 'array', items);
      return items;
    },
  };
}

const canIterate = (value: Json, distributed: boolean): boolean =>
  isJsonArray(value) || (distributed && isJsonObject(value));
