import { ByteTable, hashOf } from './byte-table.ts';
import { Field } from './field.ts';

/** A step of the paths that rules name. Names of keys are split at dots, in rules and in events. */
export class PathNode {
  field: Field | undefined;
  readonly #children = new ByteTable<PathNode>();
  /** A bit for each length of name and last byte that a child has: most keys of an event are told apart by it. */
  #shapes = 0;

  get hasChildren(): boolean {
    return this.#children.size > 0;
  }

  /** Where a key without dots leads. */
  childAt(bytes: Uint8Array, start: number, end: number): PathNode | undefined {
    if ((this.#shapes & shapeOf(bytes, start, end)) === 0) return undefined;
    return this.#children.find(hashOf(bytes, start, end), bytes, start, end);
  }

  child(name: Uint8Array): PathNode | undefined {
    return this.childAt(name, 0, name.length);
  }

  /** Where a key with dots in it leads. */
  descend(key: string): PathNode | undefined {
    let node: PathNode | undefined = this;
    for (const step of key.split('.')) node = node?.child(Buffer.from(step));
    return node;
  }

  add(name: Uint8Array): PathNode {
    const child = new PathNode();
    this.#children.set(hashOf(name), name, child);
    this.#shapes |= shapeOf(name, 0, name.length);
    return child;
  }

  remove(name: Uint8Array): void {
    this.#children.delete(hashOf(name), name);
  }
}

const shapeOf = (bytes: Uint8Array, start: number, end: number) =>
  1 << ((Math.imul(end - start, 7) + (end > start ? (bytes[end - 1] ?? 0) : 0)) & 31);

/** The fields that rules name, by path. */
export class PathTree {
  readonly root = new PathNode();
  /** Fields whose absence some clause waits for. */
  readonly awaitedAbsent = new Set<Field>();
  readonly #fields = new Map<string, Field>();

  /** The field of a path, made if need be. */
  take(path: string): Field {
    let field = this.#fields.get(path);
    if (field === undefined) {
      field = new Field(path, this.awaitedAbsent);
      this.#fields.set(path, field);
      let node = this.root;
      for (const step of stepsOf(path)) node = node.child(step) ?? node.add(step);
      node.field = field;
    }
    return field;
  }

  /** Forgets a field that no rule names any more. */
  release(field: Field): void {
    if (field.uses > 0) return;
    this.#fields.delete(field.path);
    this.#prune(this.root, stepsOf(field.path));
  }

  #prune(node: PathNode, [step, ...rest]: readonly Uint8Array[]): void {
    if (step === undefined) {
      node.field = undefined;
      return;
    }
    const child = node.child(step);
    if (child === undefined) return;
    this.#prune(child, rest);
    if (child.field === undefined && !child.hasChildren) node.remove(step);
  }
}

const stepsOf = (path: string): Uint8Array[] => path.split('.').map((step) => Buffer.from(step));
