import type { Json, JsonObject } from './json.ts';
import type { ParameterDeclaration } from './parameter-declaration.ts';

export type DeletionPolicy = 'Delete' | 'Retain' | 'RetainExceptOnCreate' | 'Snapshot';

/** One member of `Resources`, its functions still unresolved. */
export interface TemplateResource {
  readonly type: string;
  readonly properties: JsonObject;
  readonly dependsOn: readonly string[];
  readonly condition: string | undefined;
  readonly metadata: JsonObject | undefined;
  readonly deletionPolicy: DeletionPolicy;
  readonly updateReplacePolicy: DeletionPolicy;
}

export interface TemplateOutput {
  readonly description: string | undefined;
  readonly value: Json;
  readonly condition: string | undefined;
  readonly exportName: Json | undefined;
}

/** A template whose parts have their right shapes. Whether its references lead anywhere is another matter. */
export interface Template {
  readonly description: string | undefined;
  readonly metadata: JsonObject | undefined;
  readonly transforms: readonly string[];
  readonly parameters: Readonly<Record<string, ParameterDeclaration>>;
  readonly mappings: Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;
  readonly conditions: JsonObject;
  readonly resources: Readonly<Record<string, TemplateResource>>;
  readonly outputs: Readonly<Record<string, TemplateOutput>>;
}

export const LANGUAGE_EXTENSIONS = 'AWS::LanguageExtensions';
