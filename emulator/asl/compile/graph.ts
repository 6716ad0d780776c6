import type { State, StateGraph } from '../definition.ts';
import { STATE_NAME_LENGTH } from '../limits.ts';
import type { CompileContext } from './context.ts';
import type { Findings } from './diagnose.ts';
import type { ObjectReader } from './read.ts';
import { compileState } from './state.ts';

/** The states of an object with StartAt and States, compiled, with their transitions checked. */
export function compileGraph(reader: ObjectReader, context: CompileContext): StateGraph {
  const startAt = reader.text('StartAt') ?? '';
  const states = new Map<string, State>();
  const objects = reader.reader('States');
  for (const name of Object.keys(objects?.object ?? {})) {
    const state = objects?.reader(name);
    if (objects === undefined || state === undefined) continue;
    checkName(name, objects.at(name), context);
    const compiled = compileState(name, state, context);
    if (compiled !== undefined) states.set(name, compiled);
  }
  return { startAt, states };
}

function checkName(name: string, location: string, { names, findings }: CompileContext): void {
  if (name.length === 0 || name.length > STATE_NAME_LENGTH) {
    const message = `State name must have from 1 to ${STATE_NAME_LENGTH} characters: ${name}`;
    findings.error('INVALID_STATE_NAME', message, location);
  }
  if (names.has(name)) findings.error('DUPLICATE_STATE_NAME', `Duplicate State name: ${name}`, location);
  names.add(name);
}

/** One way out of a state, and the place of the name it leads to. */
interface Transition {
  readonly to: string;
  readonly location: string;
}

/**
 * Every transition leads to a state of the same graph, every state is led to, and there is an end.
 * AWS reports dangling transitions first, then the missing end, and only with an end the unreached states.
 */
export function checkGraph(graph: StateGraph, location: string, findings: Findings): void {
  const transitions = [{ to: graph.startAt, location: `${location}/StartAt` }];
  for (const state of graph.states.values())
    transitions.push(...transitionsOf(state, `${location}/States/${state.name}`));
  for (const { to, location: place } of transitions) {
    if (!graph.states.has(to)) findings.error('MISSING_TRANSITION_TARGET', `Missing 'Next' target: ${to}`, place);
  }
  if (![...graph.states.values()].some(isEnd)) {
    findings.error('MISSING_END_STATE', 'Workflow has no terminal state');
  } else {
    const reached = new Set(transitions.map(({ to }) => to));
    for (const name of graph.states.keys()) {
      if (!reached.has(name)) {
        const message = `State "${name}" is not reachable.`;
        findings.error('MISSING_TRANSITION_TARGET', message, `${location}/States/${name}`);
      }
    }
  }
  for (const state of graph.states.values()) checkInner(state, `${location}/States/${state.name}`, findings);
}

function checkInner(state: State, location: string, findings: Findings): void {
  if (state.type === 'Map') checkGraph(state.processor, `${location}/${state.processor.field}`, findings);
  if (state.type !== 'Parallel') return;
  state.branches.forEach((branch, i) => {
    checkGraph(branch, `${location}/Branches[${i}]`, findings);
  });
}

const isEnd = (state: State): boolean =>
  state.type === 'Succeed' || state.type === 'Fail' || (state.type !== 'Choice' && state.next === undefined);

function transitionsOf(state: State, location: string): Transition[] {
  if (state.type === 'Choice') {
    const rules = state.choices.map(({ next }, i) => ({ to: next, location: `${location}/Choices[${i}]/Next` }));
    return state.default === undefined ? rules : [...rules, { to: state.default, location: `${location}/Default` }];
  }
  const next = 'next' in state && state.next !== undefined ? [{ to: state.next, location: `${location}/Next` }] : [];
  const catchers = 'catch' in state ? state.catch : [];
  return [...next, ...catchers.map((catcher, i) => ({ to: catcher.next, location: `${location}/Catch[${i}]/Next` }))];
}
