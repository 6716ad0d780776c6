import type { Condition } from './condition.ts';
import type { Complement, Probe } from './probe.ts';
import { FREE, type Sightings } from './sightings.ts';

/** The places of the values that meet a condition, each once. Absence is not among them. */
export function placesOf(condition: Condition, sightings: Sightings): readonly number[] {
  if (condition.placesEvent !== sightings.event) {
    condition.placesEvent = sightings.event;
    condition.places = collect(condition, sightings);
  }
  return condition.places;
}

/** The places of all values of the condition's field. */
export function leavesOf({ field }: Condition, sightings: Sightings): readonly number[] {
  if (field.event !== sightings.event) return [];
  const places = new Set(field.freeValues > 0 ? [FREE] : []);
  const { leaves } = sightings;
  for (let leaf = field.leaf; leaf >= 0; leaf = leaves.before[leaf] ?? -1) places.add(leaves.places[leaf] ?? FREE);
  return [...places];
}

function collect(condition: Condition, sightings: Sightings): readonly number[] {
  const { probes, complements, field } = condition;
  const [probe] = probes;
  const isPlain = probes.length === 1 && complements.length === 0 && !condition.byPresence;
  if (isPlain && probe?.event === sightings.event && !probe.free && probe.meeting >= 0) {
    const { before, places } = sightings.meetings;
    if ((before[probe.meeting] ?? -1) < 0) return [places[probe.meeting] ?? FREE];
  }
  if (condition.byPresence) return leavesOf(condition, sightings);
  const places = new Set<number>();
  for (const each of probes) addMeetings(each, sightings, places);
  if (field.event === sightings.event) {
    for (const each of complements) addOthers(each, condition, sightings, places);
  }
  return [...places];
}

function addMeetings(probe: Probe, { event, meetings }: Sightings, places: Set<number>): void {
  if (probe.event !== event) return;
  if (probe.free) places.add(FREE);
  for (let at = probe.meeting; at >= 0; at = meetings.before[at] ?? -1) places.add(meetings.places[at] ?? FREE);
}

/** The places of values that are not excluded. */
function addOthers(complement: Complement, { field }: Condition, sightings: Sightings, places: Set<number>): void {
  const { event, leaves, meetings } = sightings;
  const excluded = new Set<number>();
  for (const probe of complement.exclusions) {
    if (probe.event !== event) continue;
    for (let at = probe.meeting; at >= 0; at = meetings.before[at] ?? -1) excluded.add(meetings.values[at] ?? 0);
  }
  const freeExcluded = complement.event === event ? complement.freeExcluded : 0;
  if (freeExcluded < field.freeValues) places.add(FREE);
  for (let leaf = field.leaf; leaf >= 0; leaf = leaves.before[leaf] ?? -1) {
    if (!excluded.has(leaves.values[leaf] ?? 0)) places.add(leaves.places[leaf] ?? FREE);
  }
}
