import type { Message } from './message.ts';
import type { SnsState } from './state.ts';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** A message with an id, a time and a signature of its own. */
export const newMessage = ({ deps }: SnsState, parts: Pick<Message, 'texts'> & Partial<Message>): Message => ({
  id: deps.ids.uuid(),
  subject: undefined,
  attributes: {},
  timestamp: new Date(deps.clock.now()).toISOString(),
  signature: `${deps.ids.text(342, BASE64)}==`,
  groupId: undefined,
  dedupId: undefined,
  sequence: undefined,
  ...parts,
});
