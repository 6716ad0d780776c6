import type { ServiceId } from '../core/service.ts';
import { enumOrders } from './enum-orders.ts';
import { modelOf, type ServiceModel, type Shape, shapeOf } from './model.ts';
import { wholeValue } from './regex.ts';

/** One constraint of the model that a value does not meet. */
export interface Problem {
  /** As AWS writes it: `entries.1.member.detailType`. */
  readonly path: string;
  /** Undefined where a required member is missing. */
  readonly value: unknown;
  /** Whether the value is nobody's to read: AWS leaves it out of its message. */
  readonly sensitive?: boolean;
  /** `must not be null`, `must have length less than or equal to 64` … */
  readonly constraint: string;
}

type Check = (value: unknown, path: string, problems: Problem[]) => void;

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
const nothing: Check = () => {};

class Validator {
  readonly #service: ServiceId;
  readonly #model: ServiceModel;
  readonly #checks = new Map<string, Check>();

  constructor(service: ServiceId) {
    this.#service = service;
    this.#model = modelOf(service);
  }

  /** The check of a shape; recursive shapes meet their own check through the map. */
  of(name: string): Check {
    const known = this.#checks.get(name);
    if (known) return known;
    let made: Check = nothing;
    this.#checks.set(name, (value, path, problems) => made(value, path, problems));
    const shape = shapeOf(this.#model, { shape: name });
    const check = this.#make(name, shape);
    made = shape.sensitive ? hidden(check) : check;
    this.#checks.set(name, made);
    return made;
  }

  #make(name: string, shape: Shape): Check {
    switch (shape.type) {
      case 'structure':
        return this.#structure(shape);
      case 'list':
        return this.#list(shape);
      case 'map':
        return this.#map(shape);
      case 'string':
        return this.#string(name, shape);
      case 'blob':
        return size(shape, (value) => (value as Uint8Array).length, 'length');
      default:
        return size(shape, (value) => value as number, 'value');
    }
  }

  #structure(shape: Shape): Check {
    const members = Object.entries(shape.members ?? {}).map(([name, ref]) => ({
      name,
      wire: lowerFirst(name),
      required: shape.required?.includes(name) ?? false,
      check: this.of(ref.shape),
    }));
    return (value, path, problems) => {
      const object = value as Record<string, unknown>;
      for (const { name, wire, required, check } of members) {
        const member = object[name];
        const where = path === '' ? wire : `${path}.${wire}`;
        if (member !== undefined) check(member, where, problems);
        else if (required) problems.push({ path: where, value: undefined, constraint: 'must not be null' });
      }
    };
  }

  #list(shape: Shape): Check {
    const own = size(shape, (value) => (value as unknown[]).length, 'length');
    const element = shape.member ? this.of(shape.member.shape) : nothing;
    return (value, path, problems) => {
      own(value, path, problems);
      (value as unknown[]).forEach((item, index) => {
        element(item, `${path}.${index + 1}.member`, problems);
      });
    };
  }

  #map(shape: Shape): Check {
    const own = size(shape, (value) => Object.keys(value as object).length, 'length');
    const key = shape.key ? this.of(shape.key.shape) : nothing;
    const item = shape.value ? this.of(shape.value.shape) : nothing;
    return (value, path, problems) => {
      own(value, path, problems);
      for (const [name, entry] of Object.entries(value as object)) {
        key(name, path, problems);
        item(entry, `${path}.${name}.member`, problems);
      }
    };
  }

  #string(name: string, shape: Shape): Check {
    const length = size(shape, (value) => (value as string).length, 'length');
    const pattern = shape.pattern === undefined ? undefined : wholeValue(shape.pattern);
    const allowed = shape.enum && new Set(shape.enum);
    const order = enumOrders[this.#service]?.[name] ?? shape.enum ?? [];
    if (!allowed && !pattern) return length;
    return (value, path, problems) => {
      const text = value as string;
      if (allowed && !allowed.has(text)) {
        problems.push({ path, value, constraint: `must satisfy enum value set: [${order.join(', ')}]` });
      }
      if (pattern && !pattern.test(text)) {
        problems.push({ path, value, constraint: `must satisfy regular expression pattern: ${shape.pattern}` });
      }
      length(value, path, problems);
    };
  }
}

/** The same problems, without what the value is. */
const hidden =
  (check: Check): Check =>
  (value, path, problems) => {
    const own: Problem[] = [];
    check(value, path, own);
    for (const problem of own) problems.push({ ...problem, sensitive: true });
  };

function size({ min, max }: Shape, measure: (value: unknown) => number, noun: 'length' | 'value'): Check {
  if (min === undefined && max === undefined) return nothing;
  const [low, high] = [min ?? Number.NEGATIVE_INFINITY, max ?? Number.POSITIVE_INFINITY];
  return (value, path, problems) => {
    const found = measure(value);
    if (found < low) problems.push({ path, value, constraint: `must have ${noun} greater than or equal to ${min}` });
    if (found > high) problems.push({ path, value, constraint: `must have ${noun} less than or equal to ${max}` });
  };
}

const validators = new Map<ServiceId, Validator>();

/**
 * What the model says against an input, in the order of the model's members.
 * @param shape the input's shape; undefined: the operation takes none
 */
export function problemsOf(service: ServiceId, shape: string | undefined, input: object): Problem[] {
  if (shape === undefined) return [];
  const validator = validators.get(service) ?? new Validator(service);
  validators.set(service, validator);
  const problems: Problem[] = [];
  validator.of(shape)(input, '', problems);
  return problems;
}
