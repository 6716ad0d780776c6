import { catalogue } from '../contracts/catalogue.ts';
import { isObject, type JsonObject } from '../json.ts';

/** A row of a CSV file: its header names attributes of a CloudEvent, and members of its data as `data.<member>`. */
export type CsvRow = Readonly<Record<string, string>>;

type Read = (text: string) => unknown;

const number: Read = (text) => (text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text);
const json: Read = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** How a cell is read, by the type that the contract asks for; what cannot be read stays text, for the contract to refuse. */
const READERS: Readonly<Record<string, Read>> = {
  integer: number,
  number,
  boolean: (text) => (text === 'true' ? true : text === 'false' ? false : text),
  object: json,
  array: json,
};

function readData(row: CsvRow, properties: JsonObject): JsonObject {
  const data: Record<string, unknown> = {};
  for (const [column, cell] of Object.entries(row)) {
    if (!column.startsWith('data.') || cell === '') continue;
    const member = column.slice('data.'.length);
    const declared = properties[member];
    const type = isObject(declared) ? String(declared.type) : 'string';
    data[member] = READERS[type]?.(cell) ?? cell;
  }
  return data as JsonObject;
}

/** The event that a row says; whether it keeps its contract is not checked here. Empty cells say nothing. */
export function csvEvent(row: CsvRow): JsonObject {
  const contract = catalogue.find(({ type }) => type === row.type);
  const properties = contract && isObject(contract.schema.properties) ? (contract.schema.properties as JsonObject) : {};
  const attributes = Object.entries(row).filter(([column, cell]) => !column.startsWith('data.') && cell !== '');
  return { specversion: '1.0', ...Object.fromEntries(attributes), data: readData(row, properties) };
}
