import { isList, isScalar, type Json } from '../json.ts';
import type { IntrinsicFunction, Scope } from '../scope.ts';
import { templateError, validationError } from '../template-error.ts';

/** @throws AwsError `ValidationError` where the resource has no such attribute */
export function attributeOf(scope: Scope, logicalId: string, attribute: string): Json {
  const value = scope.resource(logicalId)?.attribute(attribute);
  if (value === undefined) {
    throw templateError(`resource ${logicalId} does not support attribute type ${attribute} in Fn::GetAtt`);
  }
  return value;
}

/** @throws AwsError `ValidationError` */
export function reference(scope: Scope, name: string): Json | undefined {
  if (name === 'AWS::NoValue') return undefined;
  if (Object.hasOwn(scope.parameters, name)) return scope.parameters[name];
  const resource = scope.resource(name);
  if (!resource) throw templateError(`unresolved resource dependency: ${name}`);
  return resource.ref;
}

const ref: IntrinsicFunction = {
  check(argument) {
    if (typeof argument !== 'string') throw templateError('All References must be of type string');
  },
  resolve: (argument, scope) => reference(scope, String(argument)),
};

const getAtt: IntrinsicFunction = {
  check(argument, { languageExtensions }) {
    const parts = typeof argument === 'string' ? argument.split(/\.(.*)/s).slice(0, 2) : argument;
    const fits =
      isList(parts) &&
      parts.length === 2 &&
      typeof parts[0] === 'string' &&
      (typeof parts[1] === 'string' || languageExtensions || parts[1] !== null);
    if (!fits || parts[0] === '' || parts[1] === '') {
      throw templateError(
        'every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute',
      );
    }
  },
  resolve(argument, scope, resolve) {
    const [logicalId, attribute] = getAttParts(argument);
    return attributeOf(scope, logicalId, String(resolve(attribute)));
  },
};

/** `["Queue", "Arn"]` or `"Queue.Arn"`, already checked. */
export function getAttParts(argument: Json): readonly [string, Json] {
  if (isList(argument)) return [String(argument[0]), argument[1] ?? ''];
  const [logicalId = '', attribute = ''] = String(argument).split(/\.(.*)/s);
  return [logicalId, attribute];
}

const FIND_IN_MAP =
  'every Fn::FindInMap object requires three parameters, the map name, map key and the attribute for return value';

const findInMap: IntrinsicFunction = {
  check(argument, { languageExtensions }) {
    const fits = isList(argument) && (argument.length === 3 || (languageExtensions && argument.length === 4));
    if (!fits) throw templateError(FIND_IN_MAP);
  },
  resolve(argument, scope, resolve) {
    const list = isList(argument) ? argument : [];
    const names = list.slice(0, 3).map((each) => {
      const value = resolve(each);
      if (!isScalar(value)) throw templateError(FIND_IN_MAP);
      return String(value);
    });
    const [map = '', row = '', column = ''] = names;
    const [, , , options] = list;
    const value = scope.mappings[map]?.[row]?.[column];
    if (value !== undefined) return value;
    if (typeof options === 'object' && options !== null && 'DefaultValue' in options)
      return resolve(options.DefaultValue as Json);
    if (!Object.hasOwn(scope.mappings, map)) {
      throw templateError(`Mapping named '${map}' is not present in the 'Mappings' section of template.`);
    }
    throw templateError(`Unable to get mapping for ${names.join('::')}`);
  },
};

const importValue: IntrinsicFunction = {
  check() {},
  resolve(argument, scope, resolve) {
    const name = resolve(argument);
    if (!isScalar(name)) throw templateError('the attribute in Fn::ImportValue must be a string');
    const value = scope.exported(String(name));
    if (value === undefined) throw validationError(`No export named ${name} found.`);
    return value;
  },
};

export const references = {
  Ref: ref,
  'Fn::GetAtt': getAtt,
  'Fn::FindInMap': findInMap,
  'Fn::ImportValue': importValue,
};
