import type {
  CreateStateMachineAliasCommandInput,
  CreateStateMachineAliasCommandOutput,
  DeleteStateMachineAliasCommandInput,
  DeleteStateMachineAliasCommandOutput,
  DescribeStateMachineAliasCommandInput,
  DescribeStateMachineAliasCommandOutput,
  ListStateMachineAliasesCommandInput,
  ListStateMachineAliasesCommandOutput,
  UpdateStateMachineAliasCommandInput,
  UpdateStateMachineAliasCommandOutput,
} from '@aws-sdk/client-sfn';
import { AwsError } from '../../../core/aws-error.ts';
import { aliasArn, arnOf } from '../arns.ts';
import { aliasesOf, checkAliasName, routesOf, routingOf } from '../machines/aliases.ts';
import { aliasOf, machineDoesNotExist } from '../machines/find.ts';
import { aliasKey, machineKey } from '../machines/machine.ts';
import type { StatesOperation } from '../operation.ts';
import { pageOf } from '../page.ts';

const QUOTA = 100;

const resource = ({ stateMachineAliasArn = '' }: { stateMachineAliasArn?: string | undefined }): string =>
  stateMachineAliasArn;

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachineAlias.html */
export const createStateMachineAlias: StatesOperation<
  CreateStateMachineAliasCommandInput,
  CreateStateMachineAliasCommandOutput
> = {
  resource: ({ routingConfiguration }) =>
    (routingConfiguration?.[0]?.stateMachineVersionArn ?? '').split(':').slice(0, 7).join(':'),
  handle(state, { name = '', description, routingConfiguration = [] }, { now }) {
    checkAliasName(name);
    const { machine, routes } = routesOf(state, routingConfiguration);
    const key = aliasKey(machine, machine.name, name);
    const arn = aliasArn(machine, machine.name, name);
    const known = state.aliases.get(key);
    if (known) {
      if (JSON.stringify(known.routes) === JSON.stringify(routes) && known.description === description)
        return { stateMachineAliasArn: arn, creationDate: new Date(known.created) };
      throw new AwsError(
        'ConflictException',
        `Failed to create alias because an alias with the same name and a different routing configuration already exists: ${arn}`,
      );
    }
    if (aliasesOf(state, machine, machine.name).length >= QUOTA) {
      throw new AwsError('ServiceQuotaExceededException', `The number of aliases has reached the limit of ${QUOTA}.`);
    }
    state.aliases.put(key, { name, description, routes, created: now, updated: now });
    return { stateMachineAliasArn: arn, creationDate: new Date(now) };
  },
};

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateStateMachineAlias.html */
export const updateStateMachineAlias: StatesOperation<
  UpdateStateMachineAliasCommandInput,
  UpdateStateMachineAliasCommandOutput
> = {
  resource,
  handle(state, { stateMachineAliasArn = '', description, routingConfiguration }, { now }) {
    const { machine, alias } = aliasOf(state, stateMachineAliasArn);
    if (description === undefined && routingConfiguration === undefined)
      throw new AwsError('ValidationException', 'Either description or routingConfiguration must be specified');
    const wanted = routingConfiguration === undefined ? undefined : routesOf(state, routingConfiguration);
    if (wanted && wanted.machine.name !== machine.name) {
      throw new AwsError(
        'ValidationException',
        'Versions in the routing configuration must belong to the alias’s state machine',
      );
    }
    const updated = {
      ...alias,
      description: description ?? alias.description,
      routes: wanted?.routes ?? alias.routes,
      updated: now,
    };
    state.aliases.put(aliasKey(machine, machine.name, alias.name), updated);
    return { updateDate: new Date(now) };
  },
};

export const describeStateMachineAlias: StatesOperation<
  DescribeStateMachineAliasCommandInput,
  DescribeStateMachineAliasCommandOutput
> = {
  resource,
  handle(state, { stateMachineAliasArn = '' }) {
    const { machine, alias } = aliasOf(state, stateMachineAliasArn);
    return {
      stateMachineAliasArn,
      name: alias.name,
      ...(alias.description === undefined ? {} : { description: alias.description }),
      routingConfiguration: routingOf(machine, machine.name, alias),
      creationDate: new Date(alias.created),
      updateDate: new Date(alias.updated),
    };
  },
};

/** Of a machine, or of one of its versions. */
export const listStateMachineAliases: StatesOperation<
  ListStateMachineAliasesCommandInput,
  ListStateMachineAliasesCommandOutput
> = {
  resource: ({ stateMachineArn = '' }) => stateMachineArn,
  handle(state, { stateMachineArn = '', maxResults, nextToken }) {
    const arn = arnOf(stateMachineArn, 'machine', 'version');
    const { place, name } = arn;
    if (!state.machines.has(machineKey(place, name))) throw machineDoesNotExist(stateMachineArn);
    const shown = aliasesOf(state, place, name).filter(
      ({ routes }) => arn.kind === 'machine' || routes.some(({ version }) => version === arn.version),
    );
    const { page, next } = pageOf(shown, stateMachineArn, maxResults, nextToken);
    return {
      stateMachineAliases: page.map((alias) => ({
        stateMachineAliasArn: aliasArn(place, name, alias.name),
        creationDate: new Date(alias.created),
      })),
      ...next,
    };
  },
};

export const deleteStateMachineAlias: StatesOperation<
  DeleteStateMachineAliasCommandInput,
  DeleteStateMachineAliasCommandOutput
> = {
  resource,
  handle(state, { stateMachineAliasArn = '' }) {
    const { machine, alias } = aliasOf(state, stateMachineAliasArn);
    state.aliases.delete(aliasKey(machine, machine.name, alias.name));
    return {};
  },
};
