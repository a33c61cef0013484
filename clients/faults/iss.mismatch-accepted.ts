import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 9207 §2.4: a mismatch is a mix-up attack. */
export default defineFault<FaultyClient>({
  says: 'takes a code with the iss of another host where iss is announced',
  breaks: ['client.iss.rejects-mismatch'],
  install: (client) => {
    const { checkIssuer } = client;
    client.sdkChecksIssuer = false;
    client.checkIssuer = (response, pending) => {
      const iss = response.get('iss') ?? '';
      const isForeign = URL.canParse(iss) && new URL(iss).host !== new URL(pending.issuer).host;
      const isTaken = isForeign && pending.announcesIssuer && response.has('code');
      return isTaken ? null : checkIssuer(response, pending);
    };
  },
});
