import type {
  DeleteTrailCommandInput,
  DescribeTrailsCommandInput,
  GetTrailCommandInput,
  GetTrailStatusCommandInput,
  ListTrailsCommandInput,
  StartLoggingCommandInput,
  StopLoggingCommandInput,
} from '@aws-sdk/client-cloudtrail';
import type { Place } from '../../../core/arn.ts';
import type { Operation } from '../../../core/service.ts';
import { saveTrail } from '../save-trail.ts';
import { type CloudTrailState, trailOf } from '../state.ts';
import { shownTrail, type Trail, trailArn, trailKey } from '../trail.ts';

export const forTrail = ({ Name = '' }: { Name?: string | undefined }, context: Place): string =>
  Name.startsWith('arn:') ? Name : trailArn({ ...context, name: Name });

const full = (trail: Trail) => ({
  ...shownTrail(trail),
  HomeRegion: trail.region,
  HasCustomEventSelectors: trail.hasCustomSelectors,
  HasInsightSelectors: false,
});

/** Trails of the region, and those of other regions that log all of them. */
const seenFrom = ({ trails }: CloudTrailState, { accountId, region }: Place, shadows = true): Trail[] =>
  trails
    .values()
    .filter((trail) => trail.accountId === accountId && (trail.region === region || (shadows && trail.multiRegion)));

/** Names that mean nothing are left out. */
export const describeTrails: Operation<CloudTrailState, DescribeTrailsCommandInput, object> = {
  handle(state, { trailNameList: names = [], includeShadowTrails = true }, context) {
    const all = seenFrom(state, context, includeShadowTrails);
    const isWanted = (trail: Trail) => names.includes(trail.name) || names.includes(trailArn(trail));
    return { trailList: (names.length > 0 ? all.filter(isWanted) : all).map(full) };
  },
};

export const getTrail: Operation<CloudTrailState, GetTrailCommandInput, object> = {
  resource: forTrail,
  handle: (state, { Name = '' }, context) => ({ Trail: full(trailOf(state, Name, context)) }),
};

export const listTrails: Operation<CloudTrailState, ListTrailsCommandInput, object> = {
  handle: (state, _input, context) => ({
    Trails: seenFrom(state, context).map((trail) => ({
      TrailARN: trailArn(trail),
      Name: trail.name,
      HomeRegion: trail.region,
    })),
  }),
};

/** What it has recorded and not yet written is lost, as on AWS. */
export const deleteTrail: Operation<CloudTrailState, DeleteTrailCommandInput, object> = {
  resource: forTrail,
  handle(state, { Name = '' }, context) {
    const trail = trailOf(state, Name, context);
    state.deps.store.atomic(() => {
      state.trails.delete(trailKey(trail, trail.name));
      state.records.remove(trailArn(trail), Number.MAX_SAFE_INTEGER);
    });
    return {};
  },
};

export const startLogging: Operation<CloudTrailState, StartLoggingCommandInput, object> = {
  resource: forTrail,
  handle(state, { Name = '' }, context) {
    saveTrail(state, { ...trailOf(state, Name, context), logging: true, started: context.now });
    return {};
  },
};

export const stopLogging: Operation<CloudTrailState, StopLoggingCommandInput, object> = {
  resource: forTrail,
  handle(state, { Name = '' }, context) {
    saveTrail(state, { ...trailOf(state, Name, context), logging: false, stopped: context.now });
    return {};
  },
};

const text = (at: number | undefined): string =>
  at === undefined ? '' : `${new Date(at).toISOString().slice(0, 19)}Z`;

export const getTrailStatus: Operation<CloudTrailState, GetTrailStatusCommandInput, object> = {
  resource: forTrail,
  handle(state, { Name = '' }, context) {
    const { logging, started, stopped, delivery } = trailOf(state, Name, context);
    return {
      IsLogging: logging,
      ...(started === undefined ? {} : { StartLoggingTime: new Date(started) }),
      ...(stopped === undefined ? {} : { StopLoggingTime: new Date(stopped) }),
      ...(delivery?.succeeded === undefined ? {} : { LatestDeliveryTime: new Date(delivery.succeeded) }),
      ...(delivery?.error === undefined ? {} : { LatestDeliveryError: delivery.error }),
      LatestDeliveryAttemptTime: text(delivery?.attempted),
      LatestDeliveryAttemptSucceeded: text(delivery?.succeeded),
      LatestNotificationAttemptTime: '',
      LatestNotificationAttemptSucceeded: '',
      TimeLoggingStarted: text(started),
      TimeLoggingStopped: text(stopped),
    };
  },
};
