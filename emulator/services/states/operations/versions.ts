import type {
  DeleteStateMachineVersionCommandInput,
  DeleteStateMachineVersionCommandOutput,
  ListStateMachineVersionsCommandInput,
  ListStateMachineVersionsCommandOutput,
  PublishStateMachineVersionCommandInput,
  PublishStateMachineVersionCommandOutput,
} from '@aws-sdk/client-sfn';
import { AwsError } from '../../../core/aws-error.ts';
import { aliasArn, arnOf, versionArn } from '../arns.ts';
import { aliasesOf } from '../machines/aliases.ts';
import { livingMachineOf } from '../machines/find.ts';
import { machineKey, versionKey } from '../machines/machine.ts';
import { publishVersion, versionsOf } from '../machines/publish.ts';
import type { StatesOperation } from '../operation.ts';
import { pageOf } from '../page.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_PublishStateMachineVersion.html */
export const publishStateMachineVersion: StatesOperation<
  PublishStateMachineVersionCommandInput,
  PublishStateMachineVersionCommandOutput
> = {
  resource: ({ stateMachineArn = '' }) => stateMachineArn,
  handle(state, { stateMachineArn = '', revisionId, description }, { now }) {
    const machine = livingMachineOf(state, stateMachineArn);
    const present = machine.initial ? 'INITIAL' : machine.revision;
    if (revisionId !== undefined && revisionId !== present) {
      throw new AwsError(
        'ConflictException',
        `Failed to publish the State Machine version for revision ${revisionId}. The current State Machine revision is ${present}.`,
      );
    }
    const { arn, version } = state.deps.store.atomic(() => publishVersion(state, machine, description, now));
    return { stateMachineVersionArn: arn, creationDate: new Date(version.created) };
  },
};

/** Newest first. https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListStateMachineVersions.html */
export const listStateMachineVersions: StatesOperation<
  ListStateMachineVersionsCommandInput,
  ListStateMachineVersionsCommandOutput
> = {
  resource: ({ stateMachineArn = '' }) => stateMachineArn,
  handle(state, { stateMachineArn = '', maxResults, nextToken }) {
    const { place, name } = arnOf(stateMachineArn, 'machine');
    const machine = state.machines.get(machineKey(place, name));
    const newestFirst = machine ? versionsOf(state, machine).reverse() : [];
    const { page, next } = pageOf(newestFirst, stateMachineArn, maxResults, nextToken);
    return {
      stateMachineVersions: page.map(({ number, created }) => ({
        stateMachineVersionArn: versionArn(place, name, number),
        creationDate: new Date(created),
      })),
      ...next,
    };
  },
};

/** A version that an alias routes to cannot go; one that is gone already is no error. */
export const deleteStateMachineVersion: StatesOperation<
  DeleteStateMachineVersionCommandInput,
  DeleteStateMachineVersionCommandOutput
> = {
  resource: ({ stateMachineVersionArn = '' }) => stateMachineVersionArn,
  handle(state, { stateMachineVersionArn = '' }) {
    const { place, name, version } = arnOf(stateMachineVersionArn, 'version');
    const users = aliasesOf(state, place, name).filter(({ routes }) =>
      routes.some((route) => route.version === version),
    );
    if (users.length > 0) {
      const arns = users.map((alias) => aliasArn(place, name, alias.name)).join(', ');
      throw new AwsError(
        'ConflictException',
        `Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [${arns}]`,
      );
    }
    state.versions.delete(versionKey(place, name, version));
    return {};
  },
};
