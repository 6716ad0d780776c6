import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { modelOf } from '../../../../emulator/wire/model.ts';
import { makeServices } from '../../../../tools/support/services.ts';
import { supportTable } from '../../../../tools/support/support-table.ts';

const folder = path.join(__dirname, '../../../../docs/support');
const services = makeServices();

/** The page of the resource types is no service's. */
const pages = readdirSync(folder).filter((file) => file !== 'resource-types.md');

it.each(pages)('docs/support/%s is up to date (node tools/support-tables.ts)', (file) => {
  const service = services.find(({ id }) => `${id}.md` === file);
  const text = service && supportTable(service, modelOf(service.id).metadata.serviceId);
  expect(readFileSync(path.join(folder, file), 'utf8')).toBe(text);
});

it('every operation of the Events API is there', () => {
  const events = services.find(({ id }) => id === 'events');
  const missing = Object.keys(modelOf('events').operations).filter((name) => !events?.operations[name]);
  expect(missing).toEqual([]);
});
