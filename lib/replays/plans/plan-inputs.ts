import { fingerprint } from '../../accepted/fingerprint.ts';
import type { ArchiveFacts } from '../archive.ts';
import { type BusRule, essenceOf } from './bus-rule.ts';
import type { ReplayPlan, TemporaryRule } from './replay-plan.ts';

export interface PlanInputs {
  readonly window: ReplayPlan['window'];
  readonly archive: Pick<ArchiveFacts, 'arn' | 'createdAt' | 'retentionDays' | 'pattern'>;
  readonly rules: readonly BusRule[];
  readonly temporaryRule: TemporaryRule | undefined;
}

/** SHA-256 of what a plan rests on: its window, the archive as it is set up, and the rules it goes to. */
export const digestInputs = ({ window, archive, rules, temporaryRule }: PlanInputs): string => {
  const { arn, createdAt, retentionDays, pattern } = archive;
  return fingerprint({
    window,
    archive: { arn, createdAt, retentionDays, pattern },
    rules: rules.map(essenceOf),
    temporaryRule: temporaryRule ?? null,
  });
};
