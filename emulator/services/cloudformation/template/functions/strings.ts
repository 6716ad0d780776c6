import { isList, isObject, isScalar, type Json } from '../json.ts';
import type { IntrinsicFunction, Scope } from '../scope.ts';
import { templateError } from '../template-error.ts';
import { attributeOf, reference } from './references.ts';
import { subParts } from './sub-text.ts';

const JOIN =
  'every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined or a function that returns a list of strings (such as Fn::GetAZs) to be joined.';

const join: IntrinsicFunction = {
  check(argument) {
    const fits =
      isList(argument) &&
      argument.length === 2 &&
      isScalar(argument[0]) &&
      (isList(argument[1]) || isObject(argument[1]));
    if (!fits) throw templateError(JOIN);
  },
  resolve(argument, _scope, resolve) {
    const [delimiter, list] = isList(argument) ? argument : [];
    const items = resolve(list ?? null);
    if (!isList(items) || !items.every(isScalar)) throw templateError(JOIN);
    return items.map(String).join(String(delimiter));
  },
};

const SUB =
  "One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a string as first argument, and an optional second argument to specify a mapping of values to replace in the string";

/** The text and the own variables of `Fn::Sub`. @throws AwsError `ValidationError` */
export function subArguments(argument: Json): { readonly text: string; readonly own: Readonly<Record<string, Json>> } {
  if (typeof argument === 'string') return { text: argument, own: {} };
  const [text, own] = isList(argument) ? argument : [];
  if (!isList(argument) || argument.length !== 2 || typeof text !== 'string' || !isObject(own))
    throw templateError(SUB);
  return { text, own };
}

function variable(name: string, scope: Scope): Json | undefined {
  const dot = name.indexOf('.');
  if (dot < 0 || Object.hasOwn(scope.parameters, name)) return reference(scope, name);
  return attributeOf(scope, name.slice(0, dot), name.slice(dot + 1));
}

const sub: IntrinsicFunction = {
  check(argument) {
    subParts(subArguments(argument).text);
  },
  resolve(argument, scope, resolve) {
    const { text, own } = subArguments(argument);
    return subParts(text)
      .map((part) => {
        if ('text' in part) return part.text;
        const given = own[part.variable];
        const value = given === undefined ? variable(part.variable, scope) : resolve(given);
        if (isScalar(value)) return String(value);
        throw templateError(`Fn::Sub expression does not resolve to a string: ${part.variable}`);
      })
      .join('');
  },
};

const SPLIT =
  'every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to be split or a function that returns a string to be split.';

const split: IntrinsicFunction = {
  check(argument) {
    const fits =
      isList(argument) &&
      argument.length === 2 &&
      typeof argument[0] === 'string' &&
      argument[0] !== '' &&
      !isList(argument[1]);
    if (!fits) throw templateError(SPLIT);
  },
  resolve(argument, _scope, resolve) {
    const [delimiter, source] = isList(argument) ? argument : [];
    const text = resolve(source ?? null);
    if (!isScalar(text)) throw templateError(SPLIT);
    return String(text).split(String(delimiter));
  },
};

const base64: IntrinsicFunction = {
  check(argument) {
    if (isList(argument)) throw templateError('every Fn::Base64 object must have a String-typed value.');
  },
  resolve(argument, _scope, resolve) {
    const text = resolve(argument);
    if (!isScalar(text)) throw templateError('every Fn::Base64 object must have a String-typed value.');
    return Buffer.from(String(text)).toString('base64');
  },
};

const toJsonString: IntrinsicFunction = {
  extension: true,
  check(argument) {
    if (!isList(argument) && !isObject(argument))
      throw templateError('Fn::ToJsonString requires an object or an array as its argument');
  },
  resolve: (argument, _scope, resolve) => JSON.stringify(resolve(argument) ?? null),
};

export const strings = {
  'Fn::Join': join,
  'Fn::Sub': sub,
  'Fn::Split': split,
  'Fn::Base64': base64,
  'Fn::ToJsonString': toJsonString,
};
