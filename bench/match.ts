import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createMatcher, type Matcher, parsePattern } from '../emulator/pattern/index.ts';
import { createEvents } from './match/events.ts';
import { createPatterns, FAMILY_NAMES } from './match/families.ts';

const SIZES = [1, 10, 100, 300, 1_000, 10_000];
const EVENTS = 10_000;
/** Of several timings the best counts: what else the machine does only adds to the others. */
const ROUNDS = 4;
const ROUND_MS = 110;

/** Thousands of events a second of one thread, and how many rules an event matched on average. */
interface Speed {
  readonly kiloEvents: number;
  readonly matches: number;
}
interface Cell extends Speed {
  readonly rules: number;
  readonly buildMs: number;
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
  const rules = linesOf(rulesFile).map(readRule);
  const parse = measure(events, parseAlone);
  const { matcher, buildMs } = build(rules);
  const speed = measure(events, (event) => matcher.match(event).length);
  const matches = events.reduce((sum, event) => sum + matcher.match(event).length, 0);
  const eventsPerSecond = Math.round(speed.kiloEvents * 1_000);
  console.log(`${events.length} events, ${rules.length} rules built in ${buildMs.toFixed(1)} ms`);
  console.log(`JSON.parse alone ${Math.round(parse.kiloEvents * 1_000)} events/s`);
  console.log(`match ${eventsPerSecond} events/s (${(speed.kiloEvents / parse.kiloEvents).toFixed(2)} x JSON.parse)`);
  console.log(`matches ${matches}`);
  return {
    events: events.length,
    rules: rules.length,
    buildMs,
    parseEventsPerSecond: parse.kiloEvents * 1_000,
    eventsPerSecond,
    matches,
  };
}

function families() {
  const events = createEvents(EVENTS);
  const bytes = events.reduce((sum, event) => sum + Buffer.byteLength(event), 0) / events.length;
  console.log(`${EVENTS} events of ${Math.round(bytes)} bytes, thousands of events a second by number of rules\n`);
  console.log(['family'.padEnd(22), 'JSON.parse', ...SIZES.map(String)].map((head) => head.padStart(10)).join(''));
  const rows = FAMILY_NAMES.map((family) => {
    const parse = measure(events, parseAlone).kiloEvents;
    const cells = SIZES.map((size) => measureCell(family, size, events));
    const figures = [parse, ...cells.map(({ kiloEvents }) => kiloEvents)].map((figure) =>
      figure.toFixed(1).padStart(10),
    );
    console.log(family.padEnd(22) + figures.join(''));
    return { family, parse, cells };
  });
  const change = measureChange();
  console.log(`\n10,000 mixed rules: built in ${rows.at(-1)?.cells.at(-1)?.buildMs.toFixed(0)} ms`);
  console.log(
    `one rule replaced and the next event matched: median ${change.medianMs.toFixed(3)} ms, 99 % ${change.p99Ms.toFixed(3)} ms`,
  );
  return { events: EVENTS, bytes, rows, change };
}

function measureCell(family: string, size: number, events: readonly string[]): Cell {
  const patterns = createPatterns(family, size);
  const { matcher, buildMs } = build(patterns.map((pattern, number) => ({ name: `${family}-${number}`, pattern })));
  return { rules: size, buildMs, ...measure(events, (event) => matcher.match(event).length) };
}

/** Replaces rules of a large set one by one, each time with an event after it. */
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

/** Runs over the events in rounds, the first not counted. */
function measure(events: readonly string[], work: (event: string) => number): Speed {
  let best = 0;
  let matches = 0;
  let at = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    const from = performance.now();
    let done = 0;
    let found = 0;
    let elapsed = 0;
    while (elapsed < ROUND_MS) {
      for (let next = 0; next < 20; next++) found += work(events[at++ % events.length] ?? '');
      done += 20;
      elapsed = performance.now() - from;
    }
    if (round === 0) continue;
    best = Math.max(best, done / elapsed);
    matches = found / done;
  }
  return { kiloEvents: best, matches };
}
