import { DeleteObjectsCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { callApi } from '../../api.ts';
import { CliError } from '../../cli-error.ts';
import type { Command } from '../../command.ts';
import type { Context } from '../../context.ts';
import type { Subscription } from '../subscriptions/answers.ts';

interface Tenant {
  readonly tenant: string;
  readonly sources: readonly { readonly stream: string; readonly state: string }[];
}

/** Ends the subscriptions of a tenant as the tenant would, under a key of the operator's own. */
async function endSubscriptions(tenant: string, context: Context): Promise<number> {
  const issued = { action: 'issue-key', tenant };
  const { key, keyId } = await context.invoke<{ readonly key: string; readonly keyId: string }>(
    'manage-tenants',
    issued,
  );
  const own = { ...context, apiKey: key };
  let ended = 0;
  try {
    for (;;) {
      const page = await callApi<{ readonly items: readonly Subscription[] }>(own, 'GET', '/subscriptions?limit=50');
      if (page.items.length === 0) return ended;
      for (const { id } of page.items) await callApi(own, 'DELETE', `/subscriptions/${id}`);
      ended += page.items.length;
    }
  } finally {
    await context.invoke('manage-tenants', { action: 'revoke-key', tenant, keyId });
  }
}

async function endSources(tenant: string, context: Context): Promise<number> {
  const { sources } = await context.invoke<Tenant>('manage-tenants', { action: 'show-tenant', tenant });
  const living = sources.filter(({ state }) => state !== 'DELETED');
  for (const { stream } of living) await context.invoke('manage-tenants', { action: 'delete-source', tenant, stream });
  return living.length;
}

async function deleteFiles(context: Context): Promise<number> {
  const Bucket = await context.output('ImportBucketName');
  const s3 = new S3Client({ ...context.client, forcePathStyle: context.client.endpoint !== undefined });
  let deleted = 0;
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket })) {
    if (Contents.length === 0) continue;
    const Objects = Contents.map(({ Key }) => ({ Key }));
    const { Errors = [] } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
    const [error] = Errors;
    if (error) throw new CliError(`${error.Key} in ${Bucket} could not be deleted: ${error.Message}`, '');
    deleted += Objects.length;
  }
  return deleted;
}

/** Ends what the stack did not make, and what would stop its removal half way. */
export const clearStage: Command = {
  summary: 'end every subscription and source, and delete every imported file, so that the stage can be removed',
  usage: '--confirm STAGE',
  help: ['--confirm STAGE  the name of the stage once more: nothing of this can be undone'],
  options: { confirm: { type: 'string' } },
  words: [0, 0],
  async run(_words, { confirm }, context) {
    if (confirm !== context.stage) {
      throw new CliError(
        `This ends every subscription of the stage ${context.stage}.`,
        `If you mean it, add --confirm ${context.stage}`,
        2,
      );
    }
    const cleared = { subscriptions: 0, sources: 0, files: 0 };
    for (const { tenant } of await context.invoke<readonly Tenant[]>('manage-tenants', { action: 'list-tenants' })) {
      cleared.subscriptions += await endSubscriptions(tenant, context);
      cleared.sources += await endSources(tenant, context);
    }
    cleared.files = await deleteFiles(context);
    context.print(cleared, () => [
      `${cleared.subscriptions} subscriptions and ${cleared.sources} sources have ended, ${cleared.files} files are deleted.`,
    ]);
    return 0;
  },
};
