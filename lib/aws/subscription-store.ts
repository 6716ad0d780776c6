import { randomUUID } from 'node:crypto';
import { setting } from '../environment.ts';
import { dynamodb } from './dynamodb.ts';
import { RegistryTable } from './registry-table.ts';
import { TableSubscriptions } from './table-subscriptions.ts';

export const registry = new RegistryTable(dynamodb, setting('REGISTRY_TABLE'));

/** The subscriptions of this deployment. */
export const subscriptions = new TableSubscriptions(registry, randomUUID);
