import { readFileSync } from 'node:fs';
import type { JsonSchema } from './check-schema.ts';

/** What CloudFormation's registry says of one resource type. */
export interface ResourceType {
  /** What `Fn::GetAtt` gives. */
  readonly attributes: readonly string[];
  /** Paths of properties, such as `A/B`, that a template may not set. */
  readonly readOnly: readonly string[];
  /** Paths of properties whose change needs a replacement. */
  readonly createOnly: readonly string[];
  /** The same, but only for some changes. */
  readonly conditionalCreateOnly: readonly string[];
  readonly writeOnly: readonly string[];
  /** The property that holds the tags of a taggable resource. */
  readonly tags?: string;
  readonly schema: JsonSchema;
}

interface Catalog {
  /** Names of types that AWS has and this emulator does not. */
  readonly known: readonly string[];
  readonly types: Readonly<Record<string, ResourceType>>;
}

let loaded: Catalog | undefined;

/** Read when first needed: most emulators never deploy. */
function catalog(): Catalog {
  loaded ??= JSON.parse(
    readFileSync(new URL('../../../models/cloudformation-types.json', import.meta.url), 'utf8'),
  ) as Catalog;
  return loaded;
}

const CUSTOM = /^Custom::[A-Za-z0-9_@-]{1,60}$/;
const CUSTOM_RESOURCE = 'AWS::CloudFormation::CustomResource';

export const isCustom = (type: string): boolean => type === CUSTOM_RESOURCE || CUSTOM.test(type);

/** undefined: AWS may have it, this emulator has not. */
export const resourceType = (type: string): ResourceType | undefined =>
  catalog().types[isCustom(type) ? CUSTOM_RESOURCE : type];

/** Whether AWS has such a type. */
export const isKnownType = (type: string): boolean =>
  resourceType(type) !== undefined || catalog().known.includes(type);

/** Whether `Fn::GetAtt` may ask a resource for an attribute; a type that is only known by name may have any. */
export function hasAttribute(type: string, attribute: string): boolean {
  const found = resourceType(type);
  if (!found || isCustom(type)) return true;
  // A nested stack's outputs are its attributes; a structure's members may be asked for.
  if (type === 'AWS::CloudFormation::Stack' && attribute.startsWith('Outputs.')) return true;
  return found.attributes.includes(attribute);
}
