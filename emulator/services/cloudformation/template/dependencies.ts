import type { Template } from './template.ts';
import { uses } from './uses.ts';

type Conditions = Readonly<Record<string, boolean>>;
export type Dependencies = ReadonlyMap<string, ReadonlySet<string>>;

/** The resources that a template makes with its conditions as they are, and what each of them waits for. */
export function dependenciesOf({ resources }: Template, conditions: Conditions): Dependencies {
  const made = Object.entries(resources).filter(
    ([, { condition }]) => condition === undefined || conditions[condition],
  );
  const names = new Set(made.map(([name]) => name));
  return new Map(
    made.map(([name, { properties, metadata, dependsOn }]) => {
      const found = [...uses(properties, { conditions }), ...uses(metadata ?? {}, { conditions })];
      const needed = found.flatMap((use) => (use.live && use.kind !== 'condition' ? [use.name] : []));
      return [name, new Set([...dependsOn, ...needed].filter((each) => names.has(each)))];
    }),
  );
}

/** The resources that wait for one another in a circle, or undefined. */
export function circularDependency(template: Template, conditions: Conditions): readonly string[] | undefined {
  // Without the parameters' values a resource with a condition may be made: its references count.
  const all = Object.fromEntries(Object.keys(template.conditions).map((name) => [name, conditions[name] ?? true]));
  const left = new Map([...dependenciesOf(template, all)].map(([name, needed]) => [name, new Set(needed)]));
  const drop = (names: readonly string[]): boolean => {
    for (const name of names) left.delete(name);
    for (const needed of left.values()) for (const name of names) needed.delete(name);
    return names.length > 0;
  };
  const free = () => [...left].filter(([, needed]) => needed.size === 0).map(([name]) => name);
  while (drop(free()));
  // What only leads into the circle is not part of it.
  const unneeded = () => [...left.keys()].filter((name) => ![...left.values()].some((needed) => needed.has(name)));
  while (drop(unneeded()));
  return left.size === 0 ? undefined : [...left.keys()].sort();
}
