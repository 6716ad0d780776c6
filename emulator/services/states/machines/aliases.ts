import type { RoutingConfigurationListItem } from '@aws-sdk/client-sfn';
import { type Place, placeKey } from '../../../core/arn.ts';
import { AwsError } from '../../../core/aws-error.ts';
import { arnOf, machineArn, versionArn } from '../arns.ts';
import type { StatesState } from '../state.ts';
import { livingMachineOf, versionOf } from './find.ts';
import { type Alias, type Machine, machineKey, type Route } from './machine.ts';

const NAME = /^(?=.*[a-zA-Z_\-.])[\w.-]{1,80}$/;

const refuse = (message: string): AwsError => new AwsError('ValidationException', message);

/** In the order of their names. */
export const aliasesOf = ({ aliases }: StatesState, place: Place, machine: string): Alias[] =>
  aliases.values(`${placeKey(place, machine)}/`);

/** An alias name may not look like a version's number. @throws AwsError `ValidationException` */
export function checkAliasName(name: string): void {
  if (!NAME.test(name)) {
    throw refuse(
      `1 validation error detected: Value '${name}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$`,
    );
  }
}

/**
 * One or two versions of one machine, whose weights add up to 100.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachineAlias.html
 * @throws AwsError `ValidationException`, `InvalidArn`, `ResourceNotFound`, `StateMachineDeleting`
 */
export function routesOf(
  state: StatesState,
  items: readonly RoutingConfigurationListItem[],
): { readonly machine: Machine; readonly routes: readonly Route[] } {
  if (items.length < 1 || items.length > 2) {
    throw refuse('Routing configuration must contain one or two state machine versions');
  }
  if (items.reduce((sum, { weight = 0 }) => sum + weight, 0) !== 100)
    throw refuse('Sum of routing configuration weights must equal 100');
  const arns = items.map(({ stateMachineVersionArn = '' }) => stateMachineVersionArn);
  if (new Set(arns).size < arns.length)
    throw refuse('Routing configuration must contain distinct state machine version ARNs');
  const parsed = arns.map((arn) => arnOf(arn, 'version'));
  const [first] = parsed;
  if (!first || parsed.some(({ place, name }) => machineKey(place, name) !== machineKey(first.place, first.name))) {
    throw refuse('Versions in the routing configuration must belong to the same state machine');
  }
  for (const arn of arns) versionOf(state, arn);
  return {
    machine: livingMachineOf(state, machineArn(first.place, first.name)),
    routes: items.map(({ weight = 0 }, i) => ({ version: parsed[i]?.version ?? 0, weight })),
  };
}

export const routingOf = (place: Place, machine: string, { routes }: Alias): RoutingConfigurationListItem[] =>
  routes.map(({ version, weight }) => ({ stateMachineVersionArn: versionArn(place, machine, version), weight }));
