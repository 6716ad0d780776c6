import { ByteTable, hashOf } from './byte-table.ts';
import { Field } from './field.ts';

/** A step of the paths that rules name. Names of keys are split at dots, in rules and in events. */
export class PathNode {
  field: Field | undefined;
  readonly children = new ByteTable<PathNode>();

  child(name: Uint8Array): PathNode | undefined {
    return this.children.find(hashOf(name), name, 0, name.length);
  }

  /** Where a key with dots in it leads. */
  descend(key: string): PathNode | undefined {
    let node: PathNode | undefined = this;
    for (const step of key.split('.')) node = node?.child(Buffer.from(step));
    return node;
  }
}

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
      for (const step of stepsOf(path)) node = node.child(step) ?? this.#grow(node, step);
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

  #grow(parent: PathNode, step: Uint8Array): PathNode {
    const node = new PathNode();
    parent.children.set(hashOf(step), step, node);
    return node;
  }

  #prune(node: PathNode, [step, ...rest]: readonly Uint8Array[]): void {
    if (step === undefined) {
      node.field = undefined;
      return;
    }
    const child = node.child(step);
    if (child === undefined) return;
    this.#prune(child, rest);
    if (child.field === undefined && child.children.size === 0) node.children.delete(hashOf(step), step);
  }
}

const stepsOf = (path: string): Uint8Array[] => path.split('.').map((step) => Buffer.from(step));
