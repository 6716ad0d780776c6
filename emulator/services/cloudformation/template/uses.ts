import { getAttParts } from './functions/references.ts';
import { subArguments } from './functions/strings.ts';
import { subParts } from './functions/sub-text.ts';
import { isList, isObject, type Json } from './json.ts';
import { callIn } from './resolve.ts';

/** What a part of a template refers to. `live`: on a branch that is taken. */
export type Use = { readonly live: boolean } & (
  | { readonly kind: 'ref'; readonly name: string }
  | {
      readonly kind: 'attribute';
      readonly name: string;
      readonly attribute: string;
      readonly through: 'GetAtt' | 'Sub';
    }
  | { readonly kind: 'condition'; readonly name: string }
);

export interface UsesOptions {
  readonly inConditions?: boolean;
  /** The conditions whose truth is known; without them neither branch of an `Fn::If` is taken. */
  readonly conditions?: Readonly<Record<string, boolean>>;
  readonly live?: boolean;
}

function* ofSub(argument: Json, options: UsesOptions, live: boolean): Generator<Use> {
  const { text, own } = subArguments(argument);
  for (const part of subParts(text)) {
    if ('text' in part || Object.hasOwn(own, part.variable)) continue;
    const dot = part.variable.indexOf('.');
    if (dot < 0) yield { kind: 'ref', name: part.variable, live };
    else {
      const [name, attribute] = [part.variable.slice(0, dot), part.variable.slice(dot + 1)];
      yield { kind: 'attribute', name, attribute, through: 'Sub', live };
    }
  }
  for (const value of Object.values(own)) yield* uses(value, { ...options, live });
}

/** Everything that a part of a template refers to, whose functions have been checked. */
export function* uses(node: Json, options: UsesOptions = {}): Generator<Use> {
  const { inConditions = false, conditions, live = true } = options;
  const call = callIn(node, inConditions);
  if (call) {
    const { name, argument } = call;
    if (name === 'Ref') return yield { kind: 'ref', name: String(argument), live };
    if (name === 'Condition') return yield { kind: 'condition', name: String(argument), live };
    if (name === 'Fn::Sub') return yield* ofSub(argument, options, live);
    if (name === 'Fn::GetAtt') {
      const [resource, attribute] = getAttParts(argument);
      if (typeof attribute !== 'string') {
        yield { kind: 'ref', name: resource, live };
        return yield* uses(attribute, options);
      }
      return yield { kind: 'attribute', name: resource, attribute, through: 'GetAtt', live };
    }
    if (name === 'Fn::If' && isList(argument)) {
      const [condition, yes = null, no = null] = argument;
      yield { kind: 'condition', name: String(condition), live };
      const truth = conditions?.[String(condition)];
      yield* uses(yes, { ...options, live: live && truth === true });
      return yield* uses(no, { ...options, live: live && truth === false });
    }
    return yield* uses(argument, options);
  }
  if (isList(node)) for (const item of node) yield* uses(item, options);
  else if (isObject(node)) for (const item of Object.values(node)) yield* uses(item, options);
}
