import { isObject, type JsonObject } from './json.ts';
import type { Template } from './template.ts';
import { formatError } from './template-error.ts';

const KEYS = new Set(['Description', 'Value', 'Export', 'Condition']);
const LIMIT = 200;

/** @throws AwsError `ValidationError` */
export function readOutputs(section: JsonObject): Template['outputs'] {
  const entries = Object.entries(section);
  if (entries.length > LIMIT) {
    throw formatError(`Number of outputs, ${entries.length}, is greater than maximum allowed, ${LIMIT}`);
  }
  return Object.fromEntries(
    entries.map(([name, member]) => {
      if (!/^[A-Za-z0-9]+$/.test(name)) throw formatError(`Outputs name '${name}' is non alphanumeric.`);
      if (!isObject(member)) throw formatError(`Output ${name} is malformed. Every Outputs member must be an object.`);
      const unknown = Object.keys(member).find((key) => !KEYS.has(key));
      if (unknown !== undefined) throw formatError(`Output ${name} is malformed. Unrecognized key ${unknown}.`);
      if (member.Value === undefined) throw formatError('Every Outputs member must contain a Value object');
      const { Description: description, Condition: condition, Export: exported } = member;
      if (description !== undefined && typeof description !== 'string')
        throw formatError('Every Description member must be a string.');
      if (condition !== undefined && typeof condition !== 'string')
        throw formatError('Every Condition member must be a string.');
      if (exported !== undefined && (!isObject(exported) || exported.Name === undefined)) {
        throw formatError(
          `Output ${name} is malformed. The Name field of every Export member must be specified and consist only of alphanumeric characters, colons, or hyphens.`,
        );
      }
      return [
        name,
        { description, condition, value: member.Value, exportName: isObject(exported) ? exported.Name : undefined },
      ];
    }),
  );
}
