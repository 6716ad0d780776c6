import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { ruleNameOf } from '../../subscriptions/subscription.ts';
import type { Towards } from '../replay-command.ts';
import type { BusRule, BusRuleBook } from './bus-rule.ts';

const RULE_ARN = /^arn:[^:]+:events:[^:]*:[^:]*:rule\/(?:(.+)\/)?([^/]+)$/;

const wrong = (pointer: string, detail: string): InvalidInputError =>
  new InvalidInputError(detail, [{ pointer, detail }]);

/** A rule's name, of what was written: a name, `<bus>/<name>` or an ARN. @throws InvalidInputError for another bus's */
function nameOf(text: string, bus: string): string {
  const [, arnBus = 'default', arnName] = RULE_ARN.exec(text) ?? [];
  const slash = text.lastIndexOf('/');
  const [of, name] =
    arnName === undefined ? [slash < 0 ? bus : text.slice(0, slash), text.slice(slash + 1)] : [arnBus, arnName];
  if (of === bus) return name;
  throw wrong(
    '/rules',
    `${name} is a rule of the bus ${of}. A replay goes to rules of the bus that was archived, ${bus}; to reach something else, plan with "queue".`,
  );
}

async function findRule(name: string, book: BusRuleBook): Promise<BusRule> {
  const rule = await book.find(name);
  if (rule) return rule;
  const names = (await book.all()).map((each) => each.name);
  const known =
    names.length > 0 ? `It has ${names.slice(0, 20).join(', ')}${names.length > 20 ? ', …' : ''}.` : 'It has none.';
  throw new NotFoundError(`The bus ${book.bus} has no rule called ${name}. ${known}`);
}

async function findSubscription(text: string, book: BusRuleBook): Promise<BusRule> {
  const [tenant = '', id = ''] = text.split('/');
  const rule = await book.find(ruleNameOf({ tenant, id }));
  if (rule) return rule;
  throw new NotFoundError(
    `The tenant ${tenant} has no subscription ${id}. A plan without rules tells of every rule, those of subscriptions as sub.<tenant>.<id>.`,
  );
}

/**
 * The rules that somebody chose. None for a preview, and for a queue, which gets a rule of its own.
 * @throws InvalidInputError, NotFoundError
 */
export async function chooseRules(towards: Towards, book: BusRuleBook): Promise<readonly BusRule[]> {
  const { rules = [], subscriptions = [], queue } = towards;
  if (queue !== undefined && rules.length + subscriptions.length > 0) {
    throw wrong('/queue', 'A replay goes to rules or to a queue. Make two plans to do both.');
  }
  const names = [...new Set(rules.map((text) => nameOf(text, book.bus)))];
  return Promise.all([
    ...names.map((name) => findRule(name, book)),
    ...subscriptions.map((text) => findSubscription(text, book)),
  ]);
}
