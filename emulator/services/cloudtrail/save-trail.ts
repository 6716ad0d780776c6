import type { CloudTrailState } from './state.ts';
import { type Trail, trailKey } from './trail.ts';

export const saveTrail = ({ trails }: Pick<CloudTrailState, 'trails'>, trail: Trail): void =>
  trails.put(trailKey(trail, trail.name), trail);
