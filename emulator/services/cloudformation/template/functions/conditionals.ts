import { isList, isObject, type Json, sameJson } from '../json.ts';
import type { IntrinsicFunction, Scope } from '../scope.ts';
import { templateError } from '../template-error.ts';

const BOOLEAN = new Set(['Condition', 'Fn::Equals', 'Fn::And', 'Fn::Or', 'Fn::Not']);

/** Whether a part of a template is a function that gives true or false. */
export const isBoolean = (node: Json | undefined): boolean => {
  const keys = isObject(node) ? Object.keys(node) : [];
  return keys.length === 1 && BOOLEAN.has(keys[0] ?? '');
};

function held(scope: Scope, name: string): boolean {
  const value = scope.conditions[name];
  if (value === undefined) throw templateError(`unresolved condition dependency: ${name}`);
  return value;
}

const condition: IntrinsicFunction = {
  check(argument) {
    if (typeof argument !== 'string') throw templateError('All Conditions must be of type string');
  },
  resolve: (argument, scope) => held(scope, String(argument)),
};

const equals: IntrinsicFunction = {
  check(argument) {
    if (!isList(argument) || argument.length !== 2)
      throw templateError('Fn::Equals requires a list argument with two elements');
  },
  resolve(argument, _scope, resolve) {
    const [left, right] = (isList(argument) ? argument : []).map(resolve);
    const plain = (value: Json | undefined) => (typeof value === 'object' ? value : String(value));
    return sameJson(plain(left), plain(right));
  },
};

const several = (name: string, decide: (values: boolean[]) => boolean): IntrinsicFunction => ({
  check(argument) {
    if (!isList(argument) || argument.length < 2 || argument.length > 10 || !argument.every(isBoolean)) {
      throw templateError(`every Fn::${name} object requires a list of at least 2 and at most 10 boolean parameters.`);
    }
  },
  resolve: (argument, _scope, resolve) =>
    decide((isList(argument) ? argument : []).map((each) => resolve(each) === true)),
});

const not: IntrinsicFunction = {
  check(argument) {
    if (!isList(argument) || argument.length !== 1)
      throw templateError('Fn::Not requires a list argument with one element');
    if (!isBoolean(argument[0])) throw templateError('Fn::Not requires a list argument with one function token');
  },
  resolve: (argument, _scope, resolve) => resolve((isList(argument) ? argument[0] : null) ?? null) !== true,
};

const when: IntrinsicFunction = {
  check(argument) {
    if (!isList(argument) || typeof argument[0] !== 'string')
      throw templateError('Fn::If requires a list argument with the first element being a condition');
    if (argument.length !== 3) throw templateError('Fn::If requires a list argument with three elements');
  },
  resolve(argument, scope, resolve) {
    const [name, yes, no] = isList(argument) ? argument : [];
    return resolve((held(scope, String(name)) ? yes : no) ?? null);
  },
};

export const conditionals = {
  Condition: condition,
  'Fn::Equals': equals,
  'Fn::And': several('And', (values) => values.every(Boolean)),
  'Fn::Or': several('Or', (values) => values.some(Boolean)),
  'Fn::Not': not,
  'Fn::If': when,
};
