import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createMatcher, type Matcher, parsePattern } from '../emulator/pattern/index.ts';
import { createEvents } from './match/events.ts';
import { createPatterns, FAMILY_NAMES } from './match/families.ts';

const SIZES = [1, 10, 100, 300, 1_000, 10_000];
const EVENTS = 10_000;
/** Of several timings the best counts: what else the machine does only adds to the others. */
const ROUNDS = 5;
const ROUND_MS = 60;
/** Rounds before that do not count: the compiler needs a while, and much less of it for a further cell. */
const WARM_UP = { given: 40, cell: 2 };

/** Works on an event. @returns how many rules it matched */
type Work = (event: string) => number;

/** Thousands of events a second of one thread, and how many rules an event matched on average. */
interface Speed {
  readonly kiloEvents: number;
  readonly matches: number;
}
interface Cell extends Speed {
  readonly rules: number;
  readonly buildMs: number;
  /** Of `JSON.parse` alone, in turns with the matching. */
  readonly parseKiloEvents: number;
}
interface Rule {
  readonly name: string;
  readonly pattern: string;
}

/** `npm run bench -- match [--events FILE --rules FILE] [--json FILE]`: see METHOD.md. */
export function run(args: string[]): void {
  const { values } = parseArgs({
    args,
    options: { events: { type: 'string' }, rules: { type: 'string' }, json: { type: 'string' } },
  });
  if ((values.events === undefined) !== (values.rules === undefined))
    throw new Error('--events and --rules go together.');
  const result =
    values.events !== undefined && values.rules !== undefined ? given(values.events, values.rules) : families();
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
}

const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');

function given(eventsFile: string, rulesFile: string) {
  const events = linesOf(eventsFile);
  const { matcher, buildMs } = build(linesOf(rulesFile).map(readRule));
  const [match, parse] = measure(events, [(event) => matcher.match(event).length, parseAlone], WARM_UP.given);
  const matches = events.reduce((sum, event) => sum + matcher.match(event).length, 0);
  const perSecond = ({ kiloEvents }: Speed) => Math.round(kiloEvents * 1_000);
  console.log(`${events.length} events, ${matcher.size} rules built in ${buildMs.toFixed(1)} ms`);
  console.log(`JSON.parse alone ${perSecond(parse)} events/s`);
  console.log(`match ${perSecond(match)} events/s, ${(match.kiloEvents / parse.kiloEvents).toFixed(2)} x JSON.parse`);
  console.log(`${matches} matches`);
  return {
    events: events.length,
    rules: matcher.size,
    buildMs,
    parseEventsPerSecond: perSecond(parse),
    eventsPerSecond: perSecond(match),
    matches,
  };
}

function families() {
  const events = createEvents(EVENTS);
  const bytes = events.reduce((sum, event) => sum + Buffer.byteLength(event), 0) / events.length;
  console.log(`${EVENTS} events of ${Math.round(bytes)} bytes. By number of rules: thousands of events a second,`);
  console.log('and below them how many times the speed of JSON.parse alone that is.\n');
  print('family', SIZES.map(String));
  const rows = FAMILY_NAMES.map((family) => {
    const cells = SIZES.map((size) => measureCell(family, size, events));
    const times = cells.map(({ kiloEvents, parseKiloEvents }) => kiloEvents / parseKiloEvents);
    print(
      family,
      cells.map(({ kiloEvents }) => kiloEvents.toFixed(1)),
    );
    print(
      '',
      times.map((each) => `${each.toFixed(2)} x`),
    );
    return { family, cells };
  });
  const change = measureChange();
  console.log(`\n10,000 mixed rules: built in ${rows.at(-1)?.cells.at(-1)?.buildMs.toFixed(0)} ms`);
  console.log(`one of them replaced: median ${change.medianMs.toFixed(3)} ms, 99 % ${change.p99Ms.toFixed(3)} ms`);
  return { events: EVENTS, bytes, rows, change };
}

const print = (head: string, columns: readonly string[]) =>
  console.log(head.padEnd(22) + columns.map((column) => column.padStart(10)).join(''));

function measureCell(family: string, size: number, events: readonly string[]): Cell {
  const patterns = createPatterns(family, size);
  const { matcher, buildMs } = build(patterns.map((pattern, number) => ({ name: `${family}-${number}`, pattern })));
  const [match, parse] = measure(events, [(event) => matcher.match(event).length, parseAlone], WARM_UP.cell);
  return { rules: size, buildMs, parseKiloEvents: parse.kiloEvents, ...match };
}

/** Replaces rules of a large set one by one, matching an event after each: so what is put off to then would show. */
function measureChange() {
  const patterns = createPatterns('mixed', 10_000);
  const others = createPatterns('mixed', 1_000, 11);
  const events = createEvents(1_000, 3);
  const { matcher } = build(patterns.map((pattern, number) => ({ name: `mixed-${number}`, pattern })));
  for (const event of events) matcher.match(event);
  const times = others.map((pattern, number) => {
    const from = performance.now();
    matcher.set(`mixed-${number * 7}`, parsePattern(pattern));
    matcher.match(events[number] ?? '{}');
    return performance.now() - from;
  });
  times.sort((a, b) => a - b);
  return { medianMs: times[500] ?? 0, p99Ms: times[990] ?? 0 };
}

function build(rules: readonly Rule[]): { matcher: Matcher; buildMs: number } {
  const from = performance.now();
  const matcher = createMatcher();
  for (const { name, pattern } of rules) matcher.set(name, parsePattern(pattern));
  return { matcher, buildMs: performance.now() - from };
}

function readRule(line: string): Rule {
  const { name, pattern } = JSON.parse(line) as { name: string; pattern: unknown };
  return { name, pattern: typeof pattern === 'string' ? pattern : JSON.stringify(pattern) };
}

/** Parses an event and does nothing with it. The count keeps the compiler from leaving the parsing out. */
const parseAlone = (event: string): number => Object.keys(JSON.parse(event) as object).length & 1;

/** Measures two ways to work on events in turns, so that what slows the machine slows both. */
function measure(events: readonly string[], [one, other]: readonly [Work, Work], warmUp: number): [Speed, Speed] {
  for (let round = 0; round < warmUp; round++) {
    runRound(events, one);
    runRound(events, other);
  }
  let [best, otherBest] = [runRound(events, one), runRound(events, other)];
  for (let round = 1; round < ROUNDS; round++) {
    best = faster(best, runRound(events, one));
    otherBest = faster(otherBest, runRound(events, other));
  }
  return [best, otherBest];
}

const faster = (one: Speed, other: Speed) => (other.kiloEvents > one.kiloEvents ? other : one);

function runRound(events: readonly string[], work: Work): Speed {
  const from = performance.now();
  let done = 0;
  let found = 0;
  let elapsed = 0;
  while (elapsed < ROUND_MS) {
    for (let next = 0; next < 20; next++) found += work(events[done++ % events.length] ?? '');
    elapsed = performance.now() - from;
  }
  return { kiloEvents: done / elapsed, matches: found / done };
}
