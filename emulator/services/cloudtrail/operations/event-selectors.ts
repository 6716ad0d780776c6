import type { GetEventSelectorsCommandInput, PutEventSelectorsCommandInput } from '@aws-sdk/client-cloudtrail';
import type { Place } from '../../../core/arn.ts';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { checkAdvanced, checkBasic } from '../check-selectors.ts';
import { saveTrail } from '../save-trail.ts';
import { type CloudTrailState, trailOf } from '../state.ts';
import { type Selectors, trailArn } from '../trail.ts';
import { forTrail } from './trails.ts';

const resource = ({ TrailName }: { TrailName?: string | undefined }, context: Place): string =>
  forTrail({ Name: TrailName }, context);

const shown = ({ kind, all }: Selectors): object =>
  kind === 'basic' ? { EventSelectors: all } : { AdvancedEventSelectors: all };

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html */
export const putEventSelectors: Operation<CloudTrailState, PutEventSelectorsCommandInput, object> = {
  resource,
  handle(state, { TrailName = '', EventSelectors, AdvancedEventSelectors }, context) {
    const trail = trailOf(state, TrailName, context);
    if ((EventSelectors === undefined) === (AdvancedEventSelectors === undefined)) {
      throw new AwsError(
        'InvalidEventSelectorsException',
        'Exactly one of EventSelectors and AdvancedEventSelectors must be given.',
      );
    }
    let selectors: Selectors;
    if (AdvancedEventSelectors) {
      checkAdvanced(AdvancedEventSelectors);
      selectors = { kind: 'advanced', all: AdvancedEventSelectors };
    } else {
      checkBasic(EventSelectors ?? []);
      const all = (EventSelectors ?? []).map((selector) => ({
        ReadWriteType: 'All' as const,
        IncludeManagementEvents: true,
        DataResources: [],
        ExcludeManagementEventSources: [],
        ...selector,
      }));
      selectors = { kind: 'basic', all };
    }
    saveTrail(state, { ...trail, selectors, hasCustomSelectors: true });
    return { TrailARN: trailArn(trail), ...shown(selectors) };
  },
};

export const getEventSelectors: Operation<CloudTrailState, GetEventSelectorsCommandInput, object> = {
  resource,
  handle(state, { TrailName = '' }, context) {
    const trail = trailOf(state, TrailName, context);
    return { TrailARN: trailArn(trail), ...shown(trail.selectors) };
  },
};
