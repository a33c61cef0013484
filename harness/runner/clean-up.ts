import type { Report } from '../report/schema.ts';
import type { RegisteredRecord, Setup } from '../testbed/setup.ts';
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
  // Providers that are removed from by their own API may be slow about it on purpose: they limit rates.
  const signal = AbortSignal.timeout(20_000 + jobs.length * 1_000);
  const pending = new Set(jobs.map(({ record }) => record.clientId));
  const results = await runConcurrently(jobs, 4, signal, async ({ testbed: { setup }, record }) => {
    pending.delete(record.clientId);
    const remedy = await remove(record, { ...setup, signal }, removeClient);
    return remedy === null ? null : { clientId: record.clientId, remedy };
  });
  const unreached = [...pending].map((clientId) => ({ clientId, remedy: 'there was no time to remove it' }));
  const left = [...results.filter((result) => result !== null), ...unreached];
  const alsoLeft = await end();
  return { registered: jobs.length, removed: jobs.length - left.length, left: [...left, ...alsoLeft] };
}

/** Removes one client; answers with what a person must do where that did not work, else `null`. */
async function remove(
  { clientId, managementUrl, managementToken }: RegisteredRecord,
  setup: Pick<Setup, 'connections' | 'partyOf' | 'timeoutMs' | 'signal'>,
  removeClient: Preparation['removeClient'],
): Promise<string | null> {
  if (removeClient) {
    const gone = await removeClient(clientId).catch(() => false);
    return gone ? null : 'the provider did not remove it; delete it in its console';
  }
  if (managementUrl === null || managementToken === null)
    return 'the provider gave no management URL; delete it in its console';
  const { connections, partyOf, timeoutMs, signal } = setup;
  const http = openHttp({ connections, partyOf, timeoutMs, signal, trace: new Trace(), from: 'harness' });
  const headers = [['Authorization', `Bearer ${managementToken}`]] as const;
  const reply = await http.send({ url: managementUrl, method: 'DELETE', headers });
  const gone = reply.status === 204 || reply.status === 200;
  return gone ? null : `DELETE ${managementUrl} (answered ${reply.status})`;
}
