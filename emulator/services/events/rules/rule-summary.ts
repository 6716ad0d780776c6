import type { Rule as RuleShape } from '@aws-sdk/client-eventbridge';
import { present } from '../present.ts';
import { arnOfRule, type Rule } from './rule.ts';

/** A rule as ListRules tells of it. */
export const ruleSummary = (rule: Rule): RuleShape =>
  present({
    Name: rule.name,
    Arn: arnOfRule(rule),
    EventPattern: rule.pattern,
    ScheduleExpression: rule.schedule,
    State: rule.state,
    Description: rule.description,
    RoleArn: rule.roleArn,
    ManagedBy: rule.managedBy,
    EventBusName: rule.bus,
  });
