import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { modelOf } from '../emulator/wire/model.ts';
import { root } from './run.ts';
import { resourceTypesTable } from './support/resource-types.ts';
import { makeServices } from './support/services.ts';
import { supportTable } from './support/support-table.ts';

const HELP = `Usage: node tools/support-tables.ts [--check] [--all] [SERVICE …]

Writes docs/support/<service>.md for the services named, for all with --all, and
otherwise for those that have a page. --check writes nothing and fails where a page is stale.`;

/** A page that is no service's. */
const RESOURCE_TYPES = 'resource-types';
const folder = path.join(root, 'docs/support');
const args = process.argv.slice(2);
const check = args.includes('--check');
const named = args.filter((argument) => !argument.startsWith('--'));
const pages = existsSync(folder) ? readdirSync(folder).map((file) => file.replace(/\.md$/, '')) : [];

if (args.includes('--help')) {
  console.log(HELP);
} else {
  const services = makeServices();
  const wanted = args.includes('--all')
    ? [...services.map(({ id }) => String(id)), RESOURCE_TYPES]
    : named.length > 0
      ? named
      : pages;
  mkdirSync(folder, { recursive: true });
  for (const id of wanted) {
    const service = services.find((each) => each.id === id);
    if (!service && id !== RESOURCE_TYPES) {
      console.error(`There is no service ${id}.`);
      process.exitCode = 2;
      continue;
    }
    const file = path.join(folder, `${id}.md`);
    const text = service ? supportTable(service, modelOf(service.id).metadata.serviceId) : resourceTypesTable();
    if (!check) writeFileSync(file, text);
    else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
      console.error(`docs/support/${id}.md is stale: run node tools/support-tables.ts`);
      process.exitCode = 1;
    }
  }
}
