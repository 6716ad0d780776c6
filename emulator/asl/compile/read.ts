import type { QueryLanguage } from '../definition.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject, jsonType } from '../json.ts';
import type { Findings } from './diagnose.ts';

/** What a field of a definition may be: which language has it, and whether it must be there. */
export interface FieldRule {
  readonly only?: QueryLanguage;
  readonly required?: boolean;
}
export type FieldRules = Readonly<Record<string, FieldRule>>;

/** An object of a definition, read with its types checked. What is wrong goes to the findings. */
export class ObjectReader {
  readonly object: JsonObject;
  readonly location: string;
  readonly language: QueryLanguage;
  readonly findings: Findings;

  constructor(object: JsonObject, location: string, language: QueryLanguage, findings: Findings) {
    this.object = object;
    this.location = location === '' ? '/' : location;
    this.language = language;
    this.findings = findings;
  }

  /** Refuses fields that the object cannot have, has in the other language only, or lacks. */
  checkFields(rules: FieldRules): void {
    const missing = Object.entries(rules)
      .filter(([name, { required, only }]) => required && (only ?? this.language) === this.language && !this.has(name))
      .map(([name]) => name);
    if (missing.length > 0) this.findings.schema(`These fields are required: [${missing.join(', ')}]`, this.location);
    for (const name of Object.keys(this.object)) {
      const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
      if (rule === undefined) this.findings.schema(`Field '${name}' is not supported`, this.location);
      else if (rule.only !== undefined && rule.only !== this.language) {
        const message = `The QueryLanguage is set to '${this.language}', but field '${name}' is only supported for the '${rule.only}' QueryLanguage`;
        this.findings.schema(message, this.location);
      }
    }
  }

  /** Whether the field is there, and belongs to the object's language where it says `only`. */
  has(name: string): boolean {
    return Object.hasOwn(this.object, name);
  }

  get(name: string): Json | undefined {
    return this.has(name) ? this.object[name] : undefined;
  }

  /** The place of a field. */
  at(name: string): string {
    return this.location === '/' ? `/${name}` : `${this.location}/${name}`;
  }

  fail(name: string, message: string): undefined {
    this.findings.schema(message, this.at(name));
    return undefined;
  }

  text(name: string): string | undefined {
    const value = this.get(name);
    if (value === undefined || typeof value === 'string') return value;
    return this.wrongType(name, 'string', value);
  }

  boolean(name: string): boolean | undefined {
    const value = this.get(name);
    if (value === undefined || typeof value === 'boolean') return value;
    return this.wrongType(name, 'boolean', value);
  }

  choice<T extends string>(name: string, values: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const known = values.find((other) => other === value);
    return known ?? this.fail(name, `Value '${value}' is not one of [${values.join(', ')}]`);
  }

  integer(name: string, least: number, most: number): number | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'number' || !Number.isInteger(value)) return this.wrongType(name, 'integer', value);
    return this.#within(name, value, least, most, '');
  }

  /** A number that may have a fraction. AWS's messages write its bounds with one. */
  float(name: string, least: number, most: number): number | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'number') return this.wrongType(name, 'number', value);
    return this.#within(name, value, least, most, '.0');
  }

  reader(name: string): ObjectReader | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    if (!isJsonObject(value)) return this.wrongType(name, 'object', value);
    return new ObjectReader(value, this.at(name), this.language, this.findings);
  }

  /** The objects of an array, with places such as `/States/A/Retry[0]`. */
  readers(name: string): readonly ObjectReader[] {
    const items = this.array(name) ?? [];
    return items.flatMap((item, i) => {
      if (isJsonObject(item)) return [new ObjectReader(item, `${this.at(name)}[${i}]`, this.language, this.findings)];
      this.wrongType(`${name}[${i}]`, 'object', item);
      return [];
    });
  }

  array(name: string): readonly Json[] | undefined {
    const value = this.get(name);
    if (value === undefined || isJsonArray(value)) return value;
    return this.wrongType(name, 'array', value);
  }

  texts(name: string): readonly string[] | undefined {
    return this.array(name)?.flatMap((item, i) => {
      if (typeof item === 'string') return [item];
      this.wrongType(`${name}[${i}]`, 'string', item);
      return [];
    });
  }

  wrongType(name: string, expected: string, value: Json): undefined {
    return this.fail(name, `Expected value of type '${expected}', but was '${jsonType(value)}'`);
  }

  #within(name: string, value: number, least: number, most: number, suffix: string): number | undefined {
    if (value < least) return this.fail(name, `Minimum value is ${least}${suffix}`);
    if (value > most) return this.fail(name, `Maximum value is ${most}${suffix}`);
    return value;
  }
}
