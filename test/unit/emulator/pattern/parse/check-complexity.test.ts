import { parsePattern } from '../../../../../emulator/pattern/index.ts';
import { wildcardComplexity } from '../../../../../emulator/pattern/parse/wildcard-complexity.ts';

const on = (...wildcards: string[]) => JSON.stringify({ a: wildcards.map((wildcard) => ({ wildcard })) });
const TOO_COMPLEX =
  'Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character';
const stacks = (...names: string[]) => on(...names.map((name) => `*:stack/${name}/*`));

describe('the complexity of wildcards', () => {
  it.each<[string]>([
    // Recorded from AWS
    [on('/Users/*/dir/dir/dir/dir/dir/doc.txt')],
    [on('arn:aws:events:us-east-1:*:event-bus/*')],
    // Reported by users of AWS as accepted
    [stacks('SharedStack', 'TrackerStack', 'WorkerStack')],
    [on('*.bif', '*.tiff', '*.tif', '*.svs')],
    [on('*/datasync/*.bif', '*/datasync/*.tif')],
    // Fields do not add up
    [JSON.stringify({ a: [{ wildcard: '*a*a*a*a' }], b: [{ wildcard: '*b*b*b*b' }] })],
  ])('accepts %s', (pattern) => {
    expect(() => parsePattern(pattern)).not.toThrow();
  });

  it.each<[string]>([
    [on('/Users/*/dir/dir/dir/dir/dir/dir/dir/dir/dir/doc.txt')],
    // Reported by users of AWS as refused
    [stacks('SharedStack', 'TrackerStack', 'WorkerStack', 'MonitoringStack')],
    [on('*/datasync/*.bif', '*/datasync/*.tiff', '*/datasync/*.tif', '*/datasync/*.svs')],
    [on('*a*a*a*a*a*a*a*a*a*a*a')],
    [on('*aaaaaaaaaaaaaaaa')],
    [JSON.stringify({ a: [{ 'anything-but': { wildcard: '*aaaaaaaaaaaaaaaa' } }] })],
    [JSON.stringify({ z: ['x'], b: { c: [{ exists: true }, { wildcard: '*aaaaaaaaaaaaaaaa' }] } })],
    // Alternatives of $or that begin alike are one machine
    [
      JSON.stringify({
        $or: [
          { a: ['*a', '*ab', '*aba'].map((wildcard) => ({ wildcard })) },
          { a: ['*ba', '*bab', '*aa'].map((wildcard) => ({ wildcard })) },
        ],
      }),
    ],
  ])('refuses %s', (pattern) => {
    expect(() => parsePattern(pattern)).toThrow(TOO_COMPLEX);
  });

  it.each<[number, string[]]>([
    [0, []],
    [3, ['arn:aws:events:us-east-1:*:event-bus/*']],
    [7, ['/Users/*/dir/dir/dir/dir/dir/doc.txt']],
    [11, ['/Users/*/dir/dir/dir/dir/dir/dir/dir/dir/dir/doc.txt']],
    [9, ['*:stack/SharedStack/*', '*:stack/TrackerStack/*', '*:stack/WorkerStack/*']],
    [16, ['*/datasync/*.bif', '*/datasync/*.tiff', '*/datasync/*.tif', '*/datasync/*.svs']],
  ])('is %d for %j', (complexity, wildcards) => {
    const owned = wildcards.map((text) => ({ owner: text, text }));
    expect(wildcardComplexity(owned, complexity - 1)).toBe(complexity);
  });

  it('is found soon even for patterns made to take long', () => {
    const hostile = on(...Array.from({ length: 5 }, (_, n) => `*${'ab'.repeat(80)}${n}*${'ba'.repeat(80)}${n}`));
    const from = performance.now();
    expect(() => parsePattern(hostile)).toThrow(TOO_COMPLEX);
    expect(performance.now() - from).toBeLessThan(20_000);
  });
});
