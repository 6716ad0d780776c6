/**
 * The window that surely holds every event that came between two instants. EventBridge gives an event's time in whole
 * seconds, and a replay selects by that time: an event at 12:00:00.9 is one of 12:00:00.
 */
export const wholeSeconds = (from: Date, to: Date): { readonly from: Date; readonly to: Date } => ({
  from: new Date(Math.floor(from.getTime() / 1000) * 1000),
  to: new Date((Math.floor(to.getTime() / 1000) + 1) * 1000),
});
