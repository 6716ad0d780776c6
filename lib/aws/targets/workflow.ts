import type { TargetMaker } from '../../subscriptions/subscription.ts';
import type { TargetSettings } from './target-settings.ts';

/** A workflow that the provider offers, by name. */
export const workflow = ({ workflows, startWorkflowsRoleArn }: TargetSettings): TargetMaker<'workflow'> => ({
  check({ workflow: name }) {
    if (Object.hasOwn(workflows, name)) return [];
    return [{ pointer: '/workflow', detail: `must be one of ${Object.keys(workflows).join(', ')}` }];
  },
  async make({ workflow: name }) {
    return { rule: { arn: workflows[name] ?? '', roleArn: startWorkflowsRoleArn }, facts: {} };
  },
  async unmake() {},
});
