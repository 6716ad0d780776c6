import { numericSetting, setting } from '../environment.ts';
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

/** @throws InvalidInputError where events of that source are not taken */
export const admitSource = async (source: string, pointer: string): Promise<unknown> =>
  destinationOf(source, await sourceStates.of(source), setting('SOURCE_POLICY') as SourcePolicy, pointer);
