import { functions } from './functions/index.ts';
import { isList, isObject, type Json, type JsonObject } from './json.ts';
import type { FunctionCall, Scope } from './scope.ts';
import { templateError } from './template-error.ts';

/**
 * The function that a part of the template calls, or undefined. `Condition` is one only where
 * conditions stand: elsewhere it is a key like any other, as in a policy's statement.
 */
export function callIn(node: Json, inConditions = false): FunctionCall | undefined {
  if (!isObject(node)) return undefined;
  const [name, ...more] = Object.keys(node);
  if (name === undefined || more.length > 0 || !Object.hasOwn(functions, name)) return undefined;
  if (name === 'Condition' && !inConditions) return undefined;
  return { name, argument: node[name] ?? null };
}

/** Resolves a part of a template; undefined is `AWS::NoValue`. @throws AwsError `ValidationError` */
export function resolve(node: Json, scope: Scope, inConditions = false): Json | undefined {
  const inner = (each: Json): Json | undefined => resolve(each, scope, inConditions);
  const call = callIn(node, inConditions);
  if (call) {
    const found = functions[call.name];
    if (found?.extension && !scope.languageExtensions)
      throw templateError(`${call.name} is only supported with the AWS::LanguageExtensions transform`);
    return found?.resolve(call.argument, scope, inner);
  }
  if (isList(node)) return node.map(inner).filter((each) => each !== undefined);
  if (!isObject(node)) return node;
  return resolveObject(node, scope);
}

/** The members of an object, those without a value left out. @throws AwsError `ValidationError` */
export function resolveObject(node: JsonObject, scope: Scope): JsonObject {
  const found: Record<string, Json> = {};
  for (const [key, each] of Object.entries(node)) {
    const value = resolve(each, scope);
    if (value !== undefined) found[key] = value;
  }
  return found;
}
