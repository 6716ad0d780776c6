import { functions } from './functions/index.ts';
import { isList, isObject, type Json } from './json.ts';
import { callIn } from './resolve.ts';
import type { Scope } from './scope.ts';
import { templateError } from './template-error.ts';

/** Checks the shape of every function's argument. @throws AwsError `ValidationError` */
export function checkFunctions(node: Json, scope: Pick<Scope, 'languageExtensions'>, inConditions = false): void {
  const call = callIn(node, inConditions);
  if (call) {
    const found = functions[call.name];
    if (found?.extension && !scope.languageExtensions)
      throw templateError(`${call.name} is only supported with the AWS::LanguageExtensions transform`);
    found?.check(call.argument, scope);
    checkFunctions(call.argument, scope, inConditions);
  } else if (isList(node)) for (const item of node) checkFunctions(item, scope, inConditions);
  else if (isObject(node)) for (const item of Object.values(node)) checkFunctions(item, scope, inConditions);
}
