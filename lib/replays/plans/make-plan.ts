import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { type ArchiveFacts, MOST_ACTIVE } from '../archive.ts';
import type { OneCommand, PlanCommand } from '../replay-command.ts';
import { checkWindow, completeFrom, heldFrom, type ReplayWindow } from '../replay-window.ts';
import type { BusRule } from './bus-rule.ts';
import { chooseRules } from './choose-rules.ts';
import { countMatches } from './count-matches.ts';
import { cutWindow } from './cut-window.ts';
import { estimateCost, estimateDuration } from './estimate.ts';
import { notesOf } from './notes.ts';
import { digestInputs } from './plan-inputs.ts';
import type { PlanPorts } from './plan-ports.ts';
import type { PlannedRule, ReplayPlan, TemporaryRule } from './replay-plan.ts';
import { ruleForOne, ruleToQueue } from './temporary-rule.ts';
import { type LoggedEvent, WindowCounter, type WindowEvents } from './window-events.ts';

/** Milliseconds for which a plan may be started: what it counted grows old. */
const LIFE = 3_600_000;

const wrong = (pointer: string, detail: string): InvalidInputError =>
  new InvalidInputError(detail, [{ pointer, detail }]);

/** @throws NotFoundError, InvalidInputError */
export async function findArchive(
  name: string,
  { archive, book }: Pick<PlanPorts, 'archive' | 'book'>,
): Promise<ArchiveFacts> {
  const facts = await archive.facts(name);
  if (!facts)
    throw new NotFoundError(`There is no archive called ${name}; leave "archive" out to use the stage's own.`);
  if (facts.busArn === book.busArn) return facts;
  throw wrong(
    '/archive',
    `The archive ${name} keeps another bus. AWS replays an archive only to the bus it was made from; this stage's is ${book.bus}.`,
  );
}

interface Draft {
  readonly planId: string;
  readonly archive: ArchiveFacts;
  readonly window: ReplayWindow;
  readonly events: WindowEvents;
  readonly chosen: readonly BusRule[];
  readonly temporaryRule: TemporaryRule | undefined;
  readonly most: number;
  readonly eventId?: string;
}

async function plannedRule(rule: BusRule, events: WindowEvents, had: number, ports: PlanPorts): Promise<PlannedRule> {
  return {
    rule: rule.name,
    state: rule.state,
    onReplay: rule.onReplay,
    targets: rule.targets.map(({ Arn }) => Arn),
    ...(await countMatches(rule, events, ports.book)),
    had,
  };
}

async function complete(draft: Draft, ports: PlanPorts): Promise<ReplayPlan> {
  const { planId, archive, window, events, chosen, temporaryRule, most, eventId } = draft;
  const { settings, now, book } = ports;
  const isPreview = chosen.length === 0 && !temporaryRule;
  const asked = isPreview ? await book.all() : chosen;
  const [had, { length: running }, measured, logHeldFrom] = await Promise.all([
    ports.log.delivered(
      events.ids,
      window.from,
      asked.map(({ arn }) => arn),
    ),
    ports.archive.active(),
    ports.rate(),
    ports.log.heldFrom(),
  ]);
  const rules = await Promise.all(asked.map((rule) => plannedRule(rule, events, had.get(rule.arn) ?? 0, ports)));
  const free = Math.max(0, MOST_ACTIVE - running);
  const windows = cutWindow(window, events.seconds, Math.max(1, Math.min(most, free)));
  const span = { from: window.from.toISOString(), to: window.to.toISOString() };
  const completeAt = completeFrom(window.to, settings.lagSeconds);
  const waits = Math.max(0, (Date.parse(completeAt) - now) / 1000) + (temporaryRule ? settings.settleSeconds : 0);
  const plan = {
    planId,
    createdAt: new Date(now).toISOString(),
    expiresAt: new Date(now + LIFE).toISOString(),
    bus: book.bus,
    busArn: book.busArn,
    archive: { name: archive.name, arn: archive.arn, heldFrom: heldFrom(archive, now) },
    log: { heldFrom: logHeldFrom },
    window: span,
    archiveLagSeconds: settings.lagSeconds,
    completeFrom: completeAt,
    events: { ...events.total, byType: events.byType, byTenant: events.byTenant },
    towards: temporaryRule ? [temporaryRule.name] : chosen.map(({ name }) => name),
    rules,
    ...(temporaryRule ? { temporaryRule } : {}),
    ...(eventId === undefined ? {} : { eventId }),
    windows,
    duration: estimateDuration(windows, waits, measured),
    cost: estimateCost(events, rules),
    quota: { most: MOST_ACTIVE, running, free },
    digest: digestInputs({ window: span, archive, rules: chosen, temporaryRule }),
  };
  const finished = { ...plan, notes: notesOf(plan) };
  await ports.plans.save(finished);
  return finished;
}

const newId = ({ settings, now, random }: PlanPorts): string => `${settings.prefix}.${now.toString(36)}${random()}`;

/**
 * What a replay of a window would do. Nothing moves.
 * @throws InvalidInputError, NotFoundError
 */
export async function planReplay(command: PlanCommand, ports: PlanPorts): Promise<ReplayPlan> {
  const { settings, now, book } = ports;
  const { windows: most = MOST_ACTIVE } = command;
  if (most > MOST_ACTIVE) {
    throw wrong(
      '/windows',
      `${most} windows are too many: EventBridge runs ten replays at once in an account and region. Ask for 1 to ${MOST_ACTIVE}.`,
    );
  }
  const archive = await findArchive(command.archive ?? settings.archiveName, ports);
  const window = checkWindow(command, archive, { now, lagSeconds: settings.lagSeconds });
  const chosen = await chooseRules(command, book);
  const planId = newId(ports);
  const temporaryRule = command.queue === undefined ? undefined : ruleToQueue(planId, command.queue, settings);
  const events = await ports.log.count(window);
  return complete({ planId, archive, window, events, chosen, temporaryRule, most }, ports);
}

/** The second in which an event came. @throws InvalidInputError where the archive is not sure to hold it */
function secondOf(
  { time }: LoggedEvent,
  eventId: string,
  archive: ArchiveFacts,
  limits: Parameters<typeof checkWindow>[2],
): ReplayWindow {
  const at = new Date(time).toISOString();
  try {
    return checkWindow({ from: at, to: new Date(Date.parse(at) + 1).toISOString() }, archive, limits);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    throw wrong('/eventId', `The event ${eventId} came ${at}. ${error.message}`);
  }
}

/**
 * What a replay of a single event to the targets of a rule would do. AWS replays whole windows: a rule that is made
 * for it takes this one event out of its second.
 * @throws InvalidInputError, NotFoundError
 */
export async function planOne({ eventId, rule: name }: OneCommand, ports: PlanPorts): Promise<ReplayPlan> {
  const { settings, now, book, log } = ports;
  const archive = await findArchive(settings.archiveName, ports);
  const [rule] = await chooseRules({ rules: [name] }, book);
  const json = await log.find(eventId);
  if (json === undefined || !rule) {
    throw new NotFoundError(
      `The log of events holds none with the id ${eventId}. It begins ${await log.heldFrom()}; for an older one plan the window in which it lies.`,
    );
  }
  if (!(await book.matches(rule.pattern, json))) {
    throw wrong(
      '/eventId',
      `The event ${eventId} does not match the rule ${rule.name}, so it never went there; "why" tells which clause fails.`,
    );
  }
  const event: LoggedEvent = JSON.parse(json);
  const window = secondOf(event, eventId, archive, { now, lagSeconds: settings.lagSeconds });
  const counter = new WindowCounter(window);
  counter.add(event, json);
  const planId = newId(ports);
  const temporaryRule = ruleForOne(planId, eventId, rule, settings);
  const events = counter.counted;
  return complete({ planId, archive, window, events, chosen: [rule], temporaryRule, most: 1, eventId }, ports);
}
