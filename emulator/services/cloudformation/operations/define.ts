import type { Parameter, Tag } from '@aws-sdk/client-cloudformation';
import { isAwsError } from '../../../core/aws-error.ts';
import type { RequestContext } from '../../../core/service.ts';
import { checkExportNames } from '../engine/exports.ts';
import { instantiate } from '../engine/instance.ts';
import type { Definition, Stack, StackParameter } from '../stack.ts';
import { type CloudFormationState, putTemplate, templateText } from '../state.ts';
import { checkCapabilities } from '../template/capabilities.ts';
import { checkTemplate } from '../template/check-template.ts';
import { isStored } from '../template/parameter-declaration.ts';
import { parameterValues } from '../template/parameter-values.ts';
import { readTemplate } from '../template/read-template.ts';
import type { Template } from '../template/template.ts';
import { validationError } from '../template/template-error.ts';
import { givenTemplate, type TemplateInput } from './template-text.ts';

/** What CreateStack, UpdateStack and CreateChangeSet have in common. */
export interface DefineInput extends TemplateInput {
  readonly UsePreviousTemplate?: boolean | undefined;
  readonly Parameters?: readonly Parameter[] | undefined;
  readonly Capabilities?: readonly string[] | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly NotificationARNs?: readonly string[] | undefined;
  readonly RoleARN?: string | undefined;
  readonly ResourceTypes?: readonly string[] | undefined;
  readonly RollbackConfiguration?: { readonly RollbackTriggers?: readonly object[] | undefined } | undefined;
}

function givenParameters(given: readonly Parameter[], before: Definition | undefined): Record<string, string> {
  return Object.fromEntries(
    given.map(({ ParameterKey: key = '', ParameterValue: value, UsePreviousValue: previous }) => {
      if (!previous) return [key, value ?? ''];
      const known = before?.parameters.find((each) => each.key === key);
      if (value !== undefined)
        throw validationError(
          `Invalid input for parameter key ${key}. Either specify usePreviousValue as true or a value`,
        );
      if (!known) {
        throw validationError(
          `Invalid input for parameter key ${key}. Cannot specify usePreviousValue as true for a parameter key not in the previous template`,
        );
      }
      return [key, known.value];
    }),
  );
}

const ZONE = 'AWS::EC2::AvailabilityZone::Name';

/**
 * Types that name what must be there: this account has zones, but no network and no machines.
 * @throws AwsError `ValidationError`
 */
function checkExists(name: string, type: string, value: string, region: string): void {
  if (!/^(List<)?AWS::(EC2|Route53)::/.test(type)) return;
  for (const each of type.startsWith('List<') ? value.split(',').map((item) => item.trim()) : [value]) {
    if (type.includes(ZONE) && ['a', 'b', 'c'].some((zone) => each === `${region}${zone}`)) continue;
    throw validationError(
      `Parameter validation failed: parameter value ${each} for parameter name ${name} does not exist.`,
    );
  }
}

async function stored(state: CloudFormationState, name: string, { caller }: RequestContext): Promise<string> {
  try {
    const { Parameter: found } = await state.deps.aws.call<{ Parameter?: { Value?: string } }>(
      caller,
      'ssm',
      'GetParameter',
      { Name: name },
    );
    return found?.Value ?? '';
  } catch (error) {
    if (!isAwsError(error, 'ParameterNotFound')) throw error;
    throw validationError(`Unable to fetch parameters [${name}] from parameter store for this account.`);
  }
}

function readTags(tags: readonly Tag[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { Key: key = '', Value: value = '' } of tags) {
    if (Object.hasOwn(found, key)) throw validationError(`Duplicate tag key(s) specified: [${key}]`);
    if (key.toLowerCase().startsWith('aws:'))
      throw validationError('aws: prefixed tag key names are not allowed for external use.');
    found[key] = value;
  }
  if (tags.length > 50) throw validationError('Limit of 50 tags exceeded.');
  return found;
}

/** `AWS::*`, `AWS::SQS::*`, `Custom::*` or a whole type. @throws AwsError `ValidationError` */
function checkAllowedTypes({ resources }: Template, allowed: readonly string[] | undefined): void {
  if (!allowed) return;
  const matches = (type: string): boolean =>
    allowed.some((each) => (each.endsWith('*') ? type.startsWith(each.slice(0, -1)) : each === type));
  const refused = Object.values(resources).find(({ type }) => !matches(type));
  if (refused)
    throw validationError(
      `Resource type ${refused.type} is not allowed by parameter ResourceTypes [${allowed.join(', ')}]`,
    );
}

export interface Defined {
  readonly definition: Definition;
  readonly template: Template;
}

/**
 * Reads and checks everything that a request says a stack shall be.
 * @param stack as it is, or as it will be named
 * @param before what the stack was; undefined: it is new
 * @throws AwsError `ValidationError`, `InsufficientCapabilitiesException`
 */
export async function define(
  state: CloudFormationState,
  input: DefineInput,
  context: RequestContext,
  stack: Stack,
  before: Definition | undefined,
): Promise<Defined> {
  if (input.RollbackConfiguration?.RollbackTriggers?.length)
    throw validationError('RollbackConfiguration: rollback triggers are not supported by this emulator');
  const given = await givenTemplate(state, input, context);
  if (given !== undefined && input.UsePreviousTemplate)
    throw validationError('UsePreviousTemplate cannot be used together with a template.');
  const text = given ?? (input.UsePreviousTemplate && before ? templateText(state, before.templateId) : undefined);
  if (text === undefined) throw validationError('Either Template URL or Template Body must be specified.');
  const template = readTemplate(text);
  // References are looked at before parameters, as AWS does.
  checkTemplate(template);
  const values = parameterValues(template.parameters, givenParameters(input.Parameters ?? [], before));
  const parameters: StackParameter[] = [];
  for (const [key, value] of Object.entries(values)) {
    const declared = template.parameters[key];
    if (declared) checkExists(key, declared.type, value, context.region);
    const resolved = declared && isStored(declared.type) ? { resolved: await stored(state, value, context) } : {};
    parameters.push({ key, value, noEcho: declared?.noEcho ?? false, ...resolved });
  }
  checkCapabilities(template, input.Capabilities ?? []);
  checkAllowedTypes(template, input.ResourceTypes);
  const notificationArns = input.NotificationARNs ?? before?.notificationArns ?? [];
  const instance = instantiate(state, stack, { template, parameters, notificationArns }, () => undefined);
  checkTemplate(template, instance.conditions);
  checkExportNames(instance);
  const templateId = given === undefined && before ? before.templateId : putTemplate(state, text);
  return {
    template,
    definition: {
      templateId,
      parameters,
      tags: input.Tags ? readTags(input.Tags) : (before?.tags ?? {}),
      capabilities: input.Capabilities ?? [],
      notificationArns,
      roleArn: input.RoleARN ?? before?.roleArn,
    },
  };
}
