import type { JsonObject } from '../template/json.ts';
import { changeTags } from './change-tags.ts';
import { defined, HandlerError, lowerFirst, type Provider, type Tags } from './provider.ts';

interface Version extends JsonObject {
  readonly StateMachineArn: string;
  readonly StateMachineRevisionId?: string;
  readonly Description?: string;
}

/** A published version never changes. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachineversion.html */
export const stepFunctionsStateMachineVersion: Provider<Version> = {
  async create({ StateMachineArn, StateMachineRevisionId, Description }, { call }) {
    const { stateMachineVersionArn: arn } = await call<{ stateMachineVersionArn: string }>(
      'states',
      'PublishStateMachineVersion',
      defined({ stateMachineArn: StateMachineArn, revisionId: StateMachineRevisionId, description: Description }),
    );
    return { physicalId: arn, attributes: { Arn: arn } };
  },
  async delete({ physicalId: stateMachineVersionArn }, { call }) {
    await call('states', 'DeleteStateMachineVersion', { stateMachineVersionArn });
  },
};

interface Alias extends JsonObject {
  readonly Name?: string;
  readonly Description?: string;
  readonly RoutingConfiguration?: readonly JsonObject[];
  readonly DeploymentPreference?: JsonObject & { readonly StateMachineVersionArn: string; readonly Type: string };
}

/** A gradual deployment is a matter of hours; only the one that shifts all at once is made here. */
function routing({ RoutingConfiguration: routes, DeploymentPreference: preference }: Alias): unknown {
  if (!preference) return lowerFirst(routes ?? []);
  if (preference.Type !== 'ALL_AT_ONCE')
    throw new HandlerError(
      'InvalidRequest',
      `Deployments of type ${preference.Type} are not supported by this emulator`,
    );
  return [{ stateMachineVersionArn: preference.StateMachineVersionArn, weight: 100 }];
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachinealias.html */
export const stepFunctionsStateMachineAlias: Provider<Alias> = {
  nameProperty: 'Name',
  async create(properties, { call, generatedName }) {
    const { stateMachineAliasArn: arn } = await call<{ stateMachineAliasArn: string }>(
      'states',
      'CreateStateMachineAlias',
      defined({
        name: properties.Name ?? generatedName({ longest: 80 }),
        description: properties.Description,
        routingConfiguration: routing(properties),
      }),
    );
    return { physicalId: arn, attributes: { Arn: arn } };
  },
  async update(properties, { physicalId: arn, attributes }, { call }) {
    await call('states', 'UpdateStateMachineAlias', {
      stateMachineAliasArn: arn,
      description: properties.Description ?? '',
      routingConfiguration: routing(properties),
    });
    return { physicalId: arn, attributes };
  },
  async delete({ physicalId: stateMachineAliasArn }, { call }) {
    await call('states', 'DeleteStateMachineAlias', { stateMachineAliasArn });
  },
};

interface Activity extends JsonObject {
  readonly Name: string;
  readonly EncryptionConfiguration?: JsonObject;
  readonly Tags?: Tags;
}

const tagList = (tags: Activity['Tags'] = []) => tags.map(({ Key, Value }) => ({ key: Key, value: Value }));

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-activity.html */
export const stepFunctionsActivity: Provider<Activity> = {
  nameProperty: 'Name',
  async create({ Name, Tags, EncryptionConfiguration }, { call }) {
    const { activityArn: arn } = await call<{ activityArn: string }>(
      'states',
      'CreateActivity',
      defined({
        name: Name,
        tags: Tags ? tagList(Tags) : undefined,
        encryptionConfiguration: lowerFirst(EncryptionConfiguration),
      }),
    );
    return { physicalId: arn, attributes: { Arn: arn, Name } };
  },
  async update({ Tags }, { physicalId: resourceArn, properties: before, attributes }, context) {
    await changeTags('states', resourceArn, before.Tags, Tags, context);
    return { physicalId: resourceArn, attributes };
  },
  async delete({ physicalId: activityArn }, { call }) {
    await call('states', 'DeleteActivity', { activityArn });
  },
};
