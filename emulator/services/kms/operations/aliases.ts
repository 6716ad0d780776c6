import type {
  CreateAliasCommandInput,
  DeleteAliasCommandInput,
  ListAliasesCommandInput,
  UpdateAliasCommandInput,
} from '@aws-sdk/client-kms';
import { placeKey } from '../../../core/arn.ts';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation, RequestContext } from '../../../core/service.ts';
import { aliasArn, keyArn } from '../key.ts';
import { pageOf } from '../page.ts';
import { forKey, type KmsState, keyOf } from '../state.ts';
import { notPending } from './keys.ts';

const NAME = /^alias\/[\w/-]+$/;

/** @throws AwsError `ValidationException`, `NotAuthorizedException` for the names that AWS keeps to itself */
function checkName(name: string): void {
  if (!NAME.test(name))
    throw new AwsError(
      'ValidationException',
      'Alias must start with the prefix "alias/". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html',
    );
  if (name.startsWith('alias/aws/'))
    throw new AwsError('NotAuthorizedException', 'The alias name must not begin with alias/aws/.');
}

interface Named {
  readonly AliasName?: string | undefined;
  readonly TargetKeyId?: string | undefined;
}

/** An alias is changed with permission on the alias and on its key. */
const both =
  (action: string) =>
  ({ AliasName = '', TargetKeyId }: Named, context: RequestContext, state: KmsState) => {
    const target = TargetKeyId ?? state.aliases.get(placeKey(context, AliasName))?.keyId;
    return [
      { action, resource: aliasArn(context, AliasName) },
      ...(target === undefined ? [] : [{ action, resource: forKey({ KeyId: target }, context, state) }]),
    ];
  };

const noAlias = (context: RequestContext, name: string): AwsError =>
  new AwsError('NotFoundException', `Alias ${aliasArn(context, name)} is not found.`);

export const createAlias: Operation<KmsState, CreateAliasCommandInput, object> = {
  permissions: both('kms:CreateAlias'),
  handle(state, { AliasName: name = '', TargetKeyId = '' }, context) {
    checkName(name);
    if (TargetKeyId.includes('alias/'))
      throw new AwsError('ValidationException', 'Aliases must refer to keys, not aliases');
    const key = notPending(keyOf(state, TargetKeyId, context));
    if (state.aliases.has(placeKey(context, name)))
      throw new AwsError('AlreadyExistsException', `An alias with the name ${aliasArn(context, name)} already exists`);
    const { accountId, region, now } = context;
    state.aliases.put(placeKey(context, name), { accountId, region, name, keyId: key.id, created: now, updated: now });
    return {};
  },
};

export const updateAlias: Operation<KmsState, UpdateAliasCommandInput, object> = {
  permissions: both('kms:UpdateAlias'),
  handle(state, { AliasName: name = '', TargetKeyId = '' }, context) {
    checkName(name);
    const alias = state.aliases.get(placeKey(context, name));
    if (!alias) throw noAlias(context, name);
    const key = notPending(keyOf(state, TargetKeyId, context));
    state.aliases.put(placeKey(context, name), { ...alias, keyId: key.id, updated: context.now });
    return {};
  },
};

export const deleteAlias: Operation<KmsState, DeleteAliasCommandInput, object> = {
  permissions: both('kms:DeleteAlias'),
  handle(state, { AliasName: name = '' }, context) {
    checkName(name);
    if (!state.aliases.delete(placeKey(context, name))) throw noAlias(context, name);
    return {};
  },
};

export const listAliases: Operation<KmsState, ListAliasesCommandInput, object> = {
  handle(state, { KeyId, Limit = 50, Marker }, context) {
    const only = KeyId === undefined ? undefined : keyOf(state, KeyId, context);
    const aliases = state.aliases
      .values(placeKey(context, ''))
      .filter(({ keyId }) => only === undefined || keyArn(only) === keyArn({ ...context, id: keyId }));
    const { page, next } = pageOf(aliases, Marker, Limit);
    return {
      Aliases: page.map((alias) => ({
        AliasName: alias.name,
        AliasArn: aliasArn(alias, alias.name),
        TargetKeyId: alias.keyId,
        CreationDate: new Date(alias.created),
        LastUpdatedDate: new Date(alias.updated),
      })),
      ...next,
    };
  },
};
