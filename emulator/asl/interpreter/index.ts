export { type Advance, advance } from './advance.ts';
export { scopeOf } from './context.ts';
export { datum } from './datum.ts';
export type { Effect, MapRunRequest, RunStatus, TaskRequest } from './effect.ts';
export { HISTORY_LIMIT, type HistoryEvent, type HistoryEventType } from './history.ts';
export type { Input } from './input.ts';
export { createRun, type Frame, type Run, type RunFacts } from './run.ts';
export type { Environment } from './turn.ts';
