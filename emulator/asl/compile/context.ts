import type { QueryLanguage, StateGraph } from '../definition.ts';
import type { JsonObject } from '../json.ts';
import type { Findings } from './diagnose.ts';
import type { ObjectReader } from './read.ts';

/** What the compilers of states share while one definition is compiled. */
export interface CompileContext {
  readonly findings: Findings;
  /** The machine's language, which every state has unless it says otherwise, however deep it is. */
  readonly language: QueryLanguage;
  /** STANDARD or EXPRESS, where it is known: some resources are refused for EXPRESS. */
  readonly type: 'STANDARD' | 'EXPRESS';
  /** Names of all states and Map labels so far: both are unique in the whole machine. */
  readonly names: Set<string>;
  readonly labels: Set<string>;
  /** Compiles the graph in an object with StartAt and States. Given here, for states hold graphs in turn; `type` where
   * the graph runs as executions of its own. */
  graph(reader: ObjectReader, type?: 'STANDARD' | 'EXPRESS'): StateGraph;
}

/** A state of a definition on its way to being compiled. */
export interface StateSource {
  readonly name: string;
  readonly object: JsonObject;
  readonly reader: ObjectReader;
  readonly context: CompileContext;
}
