import type { Report } from '../report/schema.ts';
import type { Testbed } from '../testbed/testbed.ts';
import { openHttp } from '../trace/open-http.ts';
import { Trace } from '../trace/trace.ts';
import type { Preparation } from './prepare.ts';
import { runConcurrently } from './schedule.ts';

/** Removes what a run registered, or had made, at providers that outlive it: as they say, else by RFC 7592 §2.3. */
export async function cleanUp(
  testbeds: readonly Testbed[],
  { removeClient, end }: Pick<Preparation, 'removeClient' | 'end'>,
): Promise<Report['cleanup']> {
  const lasting = testbeds.filter(({ setup }) => setup.provider.started === null);
  const jobs = lasting.flatMap((testbed) =>
    testbed.setup.shared.registered.map((record) => ({ testbed, record })),
  );
  const signal = AbortSignal.timeout(20_000);
  const results = await runConcurrently(jobs, 4, signal, async ({ testbed: { setup }, record }) => {
    const { clientId, managementUrl, managementToken } = record;
    if (removeClient) {
      const gone = await removeClient(clientId).catch(() => false);
      return gone ? null : { clientId, remedy: 'the provider did not remove it; delete it in its console' };
    }
    if (managementUrl === null || managementToken === null) {
      return { clientId, remedy: 'the provider gave no management URL; delete it in its console' };
    }
    const http = openHttp({ ...setup, signal, trace: new Trace(), from: 'harness' });
    const headers = [['Authorization', `Bearer ${managementToken}`]] as const;
    const reply = await http.send({ url: managementUrl, method: 'DELETE', headers });
    const gone = reply.status === 204 || reply.status === 200;
    return gone ? null : { clientId, remedy: `DELETE ${managementUrl} (answered ${reply.status})` };
  });
  const left = results.filter((result) => result !== null);
  const alsoLeft = await end();
  return { registered: jobs.length, removed: results.length - left.length, left: [...left, ...alsoLeft] };
}
