import { isList, isObject, isScalar } from '../json.ts';
import type { IntrinsicFunction } from '../scope.ts';
import { templateError } from '../template-error.ts';

const INDEX = 'Fn::Select requires a list argument with a valid index value as its first element';
const TWO = 'Fn::Select requires a list argument with two elements: an integer index and a list';

const select: IntrinsicFunction = {
  check(argument) {
    if (!isList(argument) || argument.length < 1) throw templateError(INDEX);
    if (argument.length !== 2 || isScalar(argument[1])) throw templateError(TWO);
  },
  resolve(argument, _scope, resolve) {
    const [first, second] = isList(argument) ? argument : [];
    const at = resolve(first ?? null);
    if (!isScalar(at) || !/^-?\d+$/.test(String(at))) throw templateError(INDEX);
    const list = resolve(second ?? null);
    if (!isList(list)) throw templateError(TWO);
    const value = list[Number(at)];
    if (value === undefined) throw templateError(`Fn::Select cannot select nonexistent value at index ${at}`);
    return value;
  },
};

const getAzs: IntrinsicFunction = {
  check(argument) {
    if (isList(argument)) throw templateError('every Fn::GetAZs object must have a String-typed value.');
  },
  resolve(argument, scope, resolve) {
    const given = resolve(argument);
    if (!isScalar(given)) throw templateError('every Fn::GetAZs object must have a String-typed value.');
    const region = given === '' ? String(scope.parameters['AWS::Region']) : String(given);
    return ['a', 'b', 'c'].map((zone) => `${region}${zone}`);
  },
};

const length: IntrinsicFunction = {
  extension: true,
  check(argument) {
    if (!isList(argument) && !isObject(argument)) throw templateError('Fn::Length requires a list as its argument');
  },
  resolve(argument, _scope, resolve) {
    const list = resolve(argument);
    if (!isList(list)) throw templateError('Fn::Length requires a list as its argument');
    return list.length;
  },
};

const cidr: IntrinsicFunction = {
  check() {
    throw templateError('Fn::Cidr is not supported: this account has no virtual networks');
  },
  resolve: () => undefined,
};

export const lists = { 'Fn::Select': select, 'Fn::GetAZs': getAzs, 'Fn::Length': length, 'Fn::Cidr': cidr };
