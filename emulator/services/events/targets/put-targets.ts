import type { PutTargetsCommandInput, PutTargetsCommandOutput, Target } from '@aws-sdk/client-eventbridge';
import { passRole } from '../../../core/needed-permission.ts';
import { requireBus } from '../buses/bus.ts';
import { invalid, invalidParameter, limitExceeded } from '../errors.ts';
import type { EventsOperation } from '../operation.ts';
import { checkRole, PRINCIPAL } from '../role.ts';
import { changeRule } from '../rules/change-rule.ts';
import { keysOfRule } from '../rules/condition-keys.ts';
import { arnOfRuleParameter, type Rule as RuleOfBus, refuseManaged, requireRule } from '../rules/rule.ts';
import { checkTarget } from './check-target.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const MOST_TARGETS = 5;
/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html, though the model says 100. */
const MOST_A_REQUEST = 10;

/** The targets with others added; one whose id is there already is replaced where it stands. */
function merged(before: readonly Target[], added: readonly Target[]): readonly Target[] {
  const byId = new Map([...before, ...added].map((target) => [target.Id, target]));
  return [...byId.values()];
}

/** @throws AwsError `ValidationException` where an id is there twice */
function refuseTwice(targets: readonly Target[]): void {
  const seen = new Set<string | undefined>();
  for (const { Id } of targets) {
    if (seen.has(Id)) throw invalidParameter('targets', `More than one target with Id '${Id}' is provided.`);
    seen.add(Id);
  }
}

export const putTargets: EventsOperation<PutTargetsCommandInput, PutTargetsCommandOutput> = {
  /** Whoever gives a role to a target must be allowed to pass it on. */
  permissions({ Rule, EventBusName, Targets = [] }, context, state) {
    const resource = arnOfRuleParameter(Rule, EventBusName, context);
    const keys = {
      ...keysOfRule(state, Rule, EventBusName, context),
      'events:targetarn': Targets.map(({ Arn = '' }) => Arn),
    };
    return [
      { action: 'events:PutTargets', resource, keys },
      ...Targets.flatMap(({ RoleArn }) => passRole(RoleArn, PRINCIPAL, resource)),
    ];
  },
  async handle(state, { Rule = '', EventBusName, Targets = [] }, context) {
    const found = (): RuleOfBus => {
      const rule = requireRule(state, requireBus(state, EventBusName, context), Rule);
      refuseManaged(rule);
      return rule;
    };
    const before = found();
    if (Targets.length > MOST_A_REQUEST) {
      throw invalid(`A request may hold at most ${MOST_A_REQUEST} targets; this one holds ${Targets.length}.`);
    }
    for (const target of Targets) checkTarget(target, before);
    refuseTwice(Targets);
    for (const roleArn of new Set(Targets.map((target) => target.RoleArn))) await checkRole(state, roleArn);
    // Another request may have changed the rule meanwhile.
    const rule = found();
    const targets = merged(rule.targets, Targets);
    if (targets.length > MOST_TARGETS) throw limitExceeded();
    changeRule(state, { ...rule, targets });
    return { FailedEntryCount: 0, FailedEntries: [] };
  },
};
