import { createLoad } from './load.ts';
import { createScenario } from './scenario.ts';
import type { CreateSubject } from './subject.ts';
import { startUnreliableEndpoint } from './unreliable-endpoint.ts';
import { judge } from './verdict.ts';

/** A bus with an archive and a target of each kind that can fail in its own way. */
export const createBusSubject: CreateSubject = async (client, random) => {
  const endpoint = await startUnreliableEndpoint();
  const scenario = await createScenario(client, endpoint.url);
  const load = createLoad(scenario, random);
  return {
    life: [60, 900],
    acknowledged: () => load.acknowledged.size,
    run: (signal) => load.run(client, signal),
    judge: () => judge(client, scenario, load, () => endpoint.taken),
    close: () => endpoint.close(),
  };
};
