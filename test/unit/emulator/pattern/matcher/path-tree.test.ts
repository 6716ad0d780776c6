import { PathTree } from '../../../../../emulator/pattern/matcher/path-tree.ts';

describe('paths', () => {
  it('gives one field for one path and forgets it when no rule names it', () => {
    const tree = new PathTree();
    const field = tree.take('a.b.');
    expect(tree.take('a.b.')).toBe(field);
    expect(tree.root.descend('a.b.')?.field).toBe(field);
    expect(tree.root.descend('a.b')?.field).toBeUndefined();
    const other = tree.take('a.b');
    field.uses = 1;
    tree.release(field);
    expect(tree.root.descend('a.b.')?.field).toBe(field);
    field.uses = 0;
    tree.release(field);
    expect(tree.root.descend('a.b.')).toBeUndefined();
    expect(tree.root.descend('a.b')?.field).toBe(other);
    tree.release(other);
    expect(tree.root.hasChildren).toBe(false);
  });

  it.each<[string]>([[''], ['b'], ['a.c'], ['a.b.c'], ['a..b'], ['.a.b'], ['a.b.']])('leads nowhere for %j', (key) => {
    const tree = new PathTree();
    tree.take('a.b');
    expect(tree.root.descend(key)?.field).toBeUndefined();
  });
});
