import type {
  GetTemplateCommandInput,
  GetTemplateCommandOutput,
  GetTemplateSummaryCommandInput,
  GetTemplateSummaryCommandOutput,
  ParameterDeclaration as SdkParameter,
  ValidateTemplateCommandInput,
  ValidateTemplateCommandOutput,
} from '@aws-sdk/client-cloudformation';
import type { RequestContext } from '../../../core/service.ts';
import { changeSetOf } from '../change-sets/find-change-set.ts';
import { type CloudFormationState, stackOf, templateText } from '../state.ts';
import { neededCapabilities } from '../template/capabilities.ts';
import { checkTemplate } from '../template/check-template.ts';
import { readTemplate } from '../template/read-template.ts';
import type { Template } from '../template/template.ts';
import { type CloudFormationOperation, onStack } from './operation.ts';
import { neededTemplate } from './template-text.ts';

/** The template of a stack, or of a change set where one is named. */
function storedTemplate(
  state: CloudFormationState,
  { StackName: name, ChangeSetName: changeSet }: { StackName?: string | undefined; ChangeSetName?: string | undefined },
  context: RequestContext,
): string {
  const { definition } =
    changeSet === undefined ? stackOf(state, context, name ?? '') : changeSetOf(state, context, changeSet, name);
  return templateText(state, definition.templateId);
}

export const getTemplate: CloudFormationOperation<GetTemplateCommandInput, GetTemplateCommandOutput> = {
  resource: onStack,
  handle: (state, input, context) => ({
    TemplateBody: storedTemplate(state, input, context),
    StagesAvailable: ['Original', 'Processed'],
  }),
};

const declared = ({ parameters }: Template) =>
  Object.entries(parameters).map(([key, { default: value, noEcho, description }]) => ({
    ParameterKey: key,
    ...(value === undefined ? {} : { DefaultValue: value }),
    NoEcho: noEcho,
    ...(description === undefined ? {} : { Description: description }),
  }));

const needs = (template: Template) => {
  const { capabilities, reason } = neededCapabilities(template);
  return {
    ...(capabilities.length === 0
      ? {}
      : { Capabilities: capabilities as ValidateTemplateCommandOutput['Capabilities'] }),
    ...(reason === undefined ? {} : { CapabilitiesReason: reason }),
    ...(template.transforms.length === 0 ? {} : { DeclaredTransforms: [...template.transforms] }),
  };
};

export const validateTemplate: CloudFormationOperation<ValidateTemplateCommandInput, ValidateTemplateCommandOutput> = {
  async handle(state, input, context) {
    const template = readTemplate(await neededTemplate(state, input, context));
    checkTemplate(template);
    return {
      Parameters: declared(template),
      ...(template.description === undefined ? {} : { Description: template.description }),
      ...needs(template),
    };
  },
};

export const getTemplateSummary: CloudFormationOperation<
  GetTemplateSummaryCommandInput,
  GetTemplateSummaryCommandOutput
> = {
  resource: onStack,
  async handle(state, input, context) {
    const text =
      input.StackName === undefined
        ? await neededTemplate(state, input, context)
        : storedTemplate(state, input, context);
    const template = readTemplate(text);
    checkTemplate(template);
    const constraints = (key: string): Partial<SdkParameter> => {
      const { type, allowedValues } = template.parameters[key] ?? {};
      return {
        ...(type === undefined ? {} : { ParameterType: type }),
        ParameterConstraints: allowedValues ? { AllowedValues: [...allowedValues] } : {},
      };
    };
    return {
      Parameters: declared(template).map((each) => ({ ...each, ...constraints(each.ParameterKey) })),
      ...(template.description === undefined ? {} : { Description: template.description }),
      ...needs(template),
      ResourceTypes: [...new Set(Object.values(template.resources).map(({ type }) => type))],
      Version: '2010-09-09',
      ...(template.metadata ? { Metadata: JSON.stringify(template.metadata) } : {}),
      ResourceIdentifierSummaries: [],
    };
  },
};
