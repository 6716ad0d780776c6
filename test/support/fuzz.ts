import type { Ids } from '../../emulator/core/ids.ts';
import { type ServiceModel, type Shape, shapeOf } from '../../emulator/wire/model.ts';

const STRINGS = [
  '',
  ' ',
  'a',
  'default',
  '\u0000',
  '\ud800',
  '💥'.repeat(40),
  'a'.repeat(5_000),
  '../../etc/passwd',
  '%00',
  '{}',
  '[]',
  'null',
  '-1',
  '1e999',
  'arn:aws:events:us-east-1:000000000000:event-bus/default',
  'arn:aws:events:us-east-1:000000000000:rule/x',
  'arn:aws:::::',
  'arn:',
  'arn:aws:sqs:us-east-1:000000000000:q',
  'arn:aws:events:us-east-1:000000000000:archive/a',
  'aws.partner/a/b',
  '{"source":[{"wildcard":"*"}]}',
  '{"source":["a"]}',
  '{"a":',
  '{"$or":[{"a":[1]},{"b":[2]}]}',
  'rate(1 minute)',
  'cron(* * * * ? *)',
  '$.detail',
  '<a>',
  '__proto__',
  'constructor',
];
const NUMBERS = [0, -1, 1, 1.5, 101, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, 86_400];
const OTHERS: readonly unknown[] = [null, true, false, {}, [], [[]], [null], { a: { b: { c: [] } } }, [{}], 'x', 7];
const DEEP = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`;

export interface Fuzz {
  below(limit: number): number;
  pick<T>(list: readonly T[]): T;
  string(): string;
  /** A value of a shape, about as good as it gets, with something wrong here and there. */
  value(model: ServiceModel, shape: Shape): unknown;
  /** What is left of a body after an accident: no request at all. */
  broken(body: string): string | Buffer;
}

/** Values for requests that nobody should send, the same ones for the same seed of `ids`. */
export function createFuzz({ random }: Pick<Ids, 'random'>): Fuzz {
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;

  const value = (model: ServiceModel, shape: Shape, depth = 0): unknown => {
    if (random() < 0.06) return pick(OTHERS);
    if (depth > 6) return null;
    switch (shape.type) {
      case 'structure': {
        const found: Record<string, unknown> = {};
        for (const [name, ref] of Object.entries(shape.members ?? {})) {
          const wanted = shape.required?.includes(name) ? 0.95 : 0.35;
          if (random() < wanted) found[name] = value(model, shapeOf(model, ref), depth + 1);
        }
        if (random() < 0.05) found[pick(STRINGS)] = pick(OTHERS);
        return found;
      }
      case 'list':
        return Array.from({ length: below(4) }, () => value(model, shapeOf(model, shape.member), depth + 1));
      case 'map':
        return Object.fromEntries(
          Array.from({ length: below(3) }, () => [pick(STRINGS), value(model, shapeOf(model, shape.value), depth + 1)]),
        );
      case 'string':
        return shape.enum && random() < 0.8 ? pick(shape.enum) : pick(STRINGS);
      case 'boolean':
        return random() < 0.5;
      default:
        return pick(NUMBERS);
    }
  };

  const accidents: readonly ((body: string) => string | Buffer)[] = [
    (body) => body.slice(0, below(body.length)),
    (body) => body.replaceAll('"', "'"),
    (body) => `${body}${body}`,
    () => '',
    () => 'null',
    () => '[]',
    () => '"text"',
    () => DEEP,
    () => Buffer.from([0xff, 0xfe, 0x00, 0x80]),
    (body) => Buffer.from(body, 'utf16le'),
  ];
  return {
    below,
    pick,
    string: () => pick(STRINGS),
    value: (model, shape) => value(model, shape),
    broken: (body) => pick(accidents)(body),
  };
}
