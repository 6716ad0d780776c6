import type { ApiCallObserver } from '../../core/api-call.ts';
import type { Service, ServiceDeps } from '../../core/service.ts';
import type { Store } from '../../store/store.ts';
import { createObserver } from './observer.ts';
import { createTrail, updateTrail } from './operations/create-trail.ts';
import { getEventSelectors, putEventSelectors } from './operations/event-selectors.ts';
import { addTags, listTags, removeTags } from './operations/trail-tags.ts';
import * as trails from './operations/trails.ts';
import { type CloudTrailPorts, type CloudTrailState, createState } from './state.ts';

export interface CloudTrail extends Service<CloudTrailState> {
  /** Looks on while the operations of all services are called. */
  readonly observer: ApiCallObserver;
}

/** AWS CloudTrail: trails that write what is called into a bucket, and tell the default bus. */
export function createCloudTrail(deps: ServiceDeps<Store>, ports: CloudTrailPorts): CloudTrail {
  const state = createState(deps, ports);
  return {
    id: 'cloudtrail',
    state,
    observer: createObserver(state),
    operations: {
      AddTags: addTags,
      CreateTrail: createTrail,
      DeleteTrail: trails.deleteTrail,
      DescribeTrails: trails.describeTrails,
      GetEventSelectors: getEventSelectors,
      GetTrail: trails.getTrail,
      GetTrailStatus: trails.getTrailStatus,
      ListTags: listTags,
      ListTrails: trails.listTrails,
      PutEventSelectors: putEventSelectors,
      RemoveTags: removeTags,
      StartLogging: trails.startLogging,
      StopLogging: trails.stopLogging,
      UpdateTrail: updateTrail,
    },
    start: () => state.files.start(),
    stop: () => state.files.stop(),
  };
}
