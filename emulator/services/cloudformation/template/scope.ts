import type { Json, JsonObject } from './json.ts';

/** What a reference to a resource gives. */
export interface ResourceValue {
  readonly ref: Json;
  /** undefined: it has no such attribute. */
  attribute(name: string): Json | undefined;
}

/** What functions are resolved against. */
export interface Scope {
  /** Parameters and pseudo parameters, but for `AWS::NoValue`. */
  readonly parameters: Readonly<Record<string, Json>>;
  readonly mappings: Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;
  readonly conditions: Readonly<Record<string, boolean>>;
  /** Whether the template asks for `AWS::LanguageExtensions`. */
  readonly languageExtensions: boolean;
  /** undefined: there is none, or its condition does not hold. */
  resource(logicalId: string): ResourceValue | undefined;
  /** The value exported under a name in this account and region. */
  exported(name: string): string | undefined;
}

/** Resolves a part of the template; undefined is `AWS::NoValue`. */
export type Resolve = (node: Json) => Json | undefined;

/** One intrinsic function. */
export interface IntrinsicFunction {
  /** Only where the template asks for `AWS::LanguageExtensions`. */
  readonly extension?: true;
  /** @throws AwsError `ValidationError` where no value could make its argument right */
  check(argument: Json, scope: Pick<Scope, 'languageExtensions'>): void;
  /** @throws AwsError `ValidationError` */
  resolve(argument: Json, scope: Scope, resolve: Resolve): Json | undefined;
}

/** A function or a reference as it stands in a template: an object with that one key. */
export interface FunctionCall {
  readonly name: string;
  readonly argument: Json;
}
