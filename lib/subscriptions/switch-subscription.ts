import { findSubscription } from './find-subscription.ts';
import { type Pause, type Rules, ruleNameOf, type Subscription, type Subscriptions } from './subscription.ts';

export interface SwitchPorts {
  readonly subscriptions: Subscriptions;
  readonly rules: Pick<Rules, 'enable' | 'disable'>;
  readonly now: Date;
}

export interface ResumePorts extends SwitchPorts {
  /** Seconds until a rule that was switched surely acts so; AWS says "a short time". */
  readonly settleSeconds: number;
  /** Replays a window of the bus's archive to one rule. The same name starts it once. @returns how to watch it */
  replay(name: string, rule: string, from: Date, to: Date): Promise<string>;
}

/** Pauses that a subscription remembers. */
const MOST_PAUSES = 50;

async function stop(
  found: Subscription,
  state: 'PAUSED' | 'DISABLED',
  reason: string,
  { subscriptions, rules, now }: SwitchPorts,
): Promise<Subscription> {
  // Written down before the rule stops: were it the other way round, a crash between could lose a stretch of time.
  const time = now.toISOString();
  const stopped =
    found.state === state
      ? found
      : await subscriptions.save({
          ...found,
          state,
          pauses: [...found.pauses.slice(1 - MOST_PAUSES), { from: time, reason }],
          updatedAt: time,
        });
  await rules.disable(ruleNameOf(stopped));
  return stopped;
}

/**
 * Stops deliveries. Nothing is lost: `resumeSubscription` brings what came meanwhile.
 * @throws NotFoundError, StateError, ChangedError
 */
export async function pauseSubscription(tenant: string, id: string, ports: SwitchPorts): Promise<Subscription> {
  const found = await findSubscription(tenant, id, ports.subscriptions, ['ACTIVE', 'PAUSED']);
  return stop(found, 'PAUSED', 'It was paused by you.', ports);
}

/**
 * As `pauseSubscription`, because the receiver says that it is gone.
 * @throws NotFoundError, StateError, ChangedError
 */
export async function disableSubscription(
  tenant: string,
  id: string,
  reason: string,
  ports: SwitchPorts,
): Promise<Subscription> {
  const found = await findSubscription(tenant, id, ports.subscriptions, ['ACTIVE', 'DISABLED']);
  return stop(found, 'DISABLED', reason, ports);
}

/**
 * Starts deliveries again and replays exactly the paused window to exactly this rule. An event of the very second
 * in which the pause began or ended may come twice, with the same id. Harmless when repeated.
 * @throws NotFoundError, StateError, ChangedError
 */
export async function resumeSubscription(tenant: string, id: string, ports: ResumePorts): Promise<Subscription> {
  const { subscriptions, rules, now, settleSeconds, replay } = ports;
  const found = await findSubscription(tenant, id, subscriptions, ['ACTIVE', 'PAUSED', 'DISABLED']);
  const pause = found.pauses.at(-1);
  if (!pause || pause.replay !== undefined) return found;
  const rule = ruleNameOf(found);
  await rules.enable(rule);
  const ended: Pause = { ...pause, to: pause.to ?? new Date(now.getTime() + settleSeconds * 1000).toISOString() };
  const save = (subscription: Subscription, last: Pause): Promise<Subscription> =>
    subscriptions.save({
      ...subscription,
      state: 'ACTIVE',
      pauses: [...subscription.pauses.slice(0, -1), last],
      updatedAt: now.toISOString(),
    });
  const active = await save(found, ended);
  const name = `resume.${id}.${Date.parse(pause.from).toString(36)}`;
  const started = await replay(name, rule, new Date(pause.from), new Date(ended.to ?? now));
  return save(active, { ...ended, replay: started });
}
