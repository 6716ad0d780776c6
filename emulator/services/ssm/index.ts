import type { EventSink } from '../../core/aws-event.ts';
import type { Service, ServiceDeps } from '../../core/service.ts';
import type { Store } from '../../store/store.ts';
import { deleteParameter, deleteParameters } from './operations/delete-parameters.ts';
import { describeParameters } from './operations/describe-parameters.ts';
import { getParameter, getParameterHistory, getParameters, getParametersByPath } from './operations/get-parameters.ts';
import { labelParameterVersion } from './operations/label-parameter-version.ts';
import { addTagsToResource, listTagsForResource, removeTagsFromResource } from './operations/parameter-tags.ts';
import { putParameter } from './operations/put-parameter.ts';
import { createState, type SsmState } from './state.ts';

/** AWS Systems Manager: its Parameter Store. */
export function createSsm(deps: ServiceDeps<Store>, events: EventSink): Service<SsmState> {
  return {
    id: 'ssm',
    state: createState(deps, events),
    operations: {
      AddTagsToResource: addTagsToResource,
      DeleteParameter: deleteParameter,
      DeleteParameters: deleteParameters,
      DescribeParameters: describeParameters,
      GetParameter: getParameter,
      GetParameterHistory: getParameterHistory,
      GetParameters: getParameters,
      GetParametersByPath: getParametersByPath,
      LabelParameterVersion: labelParameterVersion,
      ListTagsForResource: listTagsForResource,
      PutParameter: putParameter,
      RemoveTagsFromResource: removeTagsFromResource,
    },
  };
}
