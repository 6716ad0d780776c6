import { numericSetting, setting } from '../environment.ts';
import { UnavailableError } from '../errors.ts';
import { destinationOf, type SourcePolicy } from '../tenants/check-source.ts';
import { SourceStates } from '../tenants/source-states.ts';
import { dynamodb } from './dynamodb.ts';
import { RegistryTable } from './registry-table.ts';
import { TableTenants } from './table-tenants.ts';

/** States of the sources of this deployment, remembered for as long as the function's environment lives. */
export const sourceStates = new SourceStates(
  new TableTenants(new RegistryTable(dynamodb, setting('REGISTRY_TABLE'))),
  Date.now,
  numericSetting('SOURCE_MEMORY_SECONDS'),
);

/**
 * @throws InvalidInputError where events of that source are not taken; UnavailableError where nobody can say now
 */
export async function admitSource(source: string, pointer: string): Promise<void> {
  const standing = await sourceStates.of(source).catch((cause: unknown) => {
    throw new UnavailableError(`Whether events of ${source} are taken could not be read; send it again.`, { cause });
  });
  destinationOf(source, standing, setting('SOURCE_POLICY') as SourcePolicy, pointer);
}
