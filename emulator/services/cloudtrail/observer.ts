import type { ApiCall, ApiCallObserver } from '../../core/api-call.ts';
import type { RequestContext } from '../../core/service.ts';
import { sourceName } from './event-kind.ts';
import { eventRecord } from './event-record.ts';
import { selects } from './selects.ts';
import type { CloudTrailState } from './state.ts';
import { type Trail, trailArn } from './trail.ts';

/** CloudTrail's own writes into log buckets are nothing to log: they would never end. */
const isOwn = ({ caller }: RequestContext): boolean =>
  caller.kind === 'service' && caller.principal === 'cloudtrail.amazonaws.com';

/** Looks on for the trails that are logging: into their records, and onto the default bus. */
export function createObserver(state: CloudTrailState): ApiCallObserver {
  const { trails, records, files, ports, deps } = state;
  const logging = ({ accountId, region }: RequestContext): Trail[] =>
    trails
      .values()
      .filter((trail) => trail.logging && trail.accountId === accountId)
      .filter((trail) => trail.multiRegion || trail.region === region);

  return {
    wants: (service, operation, context) =>
      trails.size > 0 &&
      !isOwn(context) &&
      logging(context).some((trail) => selects(trail, { service, operation, resources: undefined })),
    observe(call: ApiCall) {
      const { context, service } = call;
      const chosen = logging(context).filter((trail) => selects(trail, call));
      if (chosen.length === 0) return;
      const record = eventRecord(call, deps.ids.uuid()) as { readonly readOnly: boolean };
      deps.store.atomic(() => {
        for (const trail of chosen) records.add(trailArn(trail), context.now, record);
        // Calls that only look do not reach the bus. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
        if (record.readOnly) return;
        ports.events.put({
          accountId: context.accountId,
          region: context.region,
          source: `aws.${sourceName(service)}`,
          detailType: 'AWS API Call via CloudTrail',
          detail: record,
          resources: [],
          time: context.now,
        });
      });
      files.expect();
    },
  };
}
