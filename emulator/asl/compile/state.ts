import type { QueryLanguage, State, StateType } from '../definition.ts';
import type { CompileContext, StateSource } from './context.ts';
import { ObjectReader } from './read.ts';
import { compileChoice } from './states/choice.ts';
import { compileFail } from './states/fail.ts';
import { compileMap } from './states/map.ts';
import { compileParallel } from './states/parallel.ts';
import { compilePass } from './states/pass.ts';
import { compileSucceed } from './states/succeed.ts';
import { compileTask } from './states/task.ts';
import { compileWait } from './states/wait.ts';

const COMPILERS: Readonly<Record<StateType, (source: StateSource) => State>> = {
  Pass: compilePass,
  Task: compileTask,
  Choice: compileChoice,
  Wait: compileWait,
  Succeed: compileSucceed,
  Fail: compileFail,
  Parallel: compileParallel,
  Map: compileMap,
};
const TYPES = Object.keys(COMPILERS) as StateType[];
export const LANGUAGES: readonly QueryLanguage[] = ['JSONPath', 'JSONata'];

/** One state. Undefined where it has no type that there is. */
export function compileState(name: string, outer: ObjectReader, context: CompileContext): State | undefined {
  if (!outer.has('Type')) {
    outer.findings.schema('These fields are required: [Type]', outer.location);
    return undefined;
  }
  const type = outer.choice('Type', TYPES);
  if (type === undefined) return undefined;
  const language = languageOf(outer, context.language);
  const reader = new ObjectReader(outer.object, outer.location, language, outer.findings);
  const state = COMPILERS[type]({ name, object: outer.object, reader, context });
  const comment = reader.text('Comment');
  return comment === undefined ? state : { ...state, comment };
}

/** A state of a JSONPath machine may be JSONata; the reverse is refused. Any other value counts as JSONata. */
function languageOf(reader: ObjectReader, machine: QueryLanguage): QueryLanguage {
  if (!reader.has('QueryLanguage')) return machine;
  const own = reader.choice('QueryLanguage', LANGUAGES);
  if (own === 'JSONPath' && machine === 'JSONata') {
    const message = "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine";
    reader.findings.schema(message, reader.location);
  }
  return own === 'JSONPath' ? 'JSONPath' : 'JSONata';
}
