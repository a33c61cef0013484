import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 3986 §6.2.1: iss is compared as a string. */
export default defineFault<FaultyClient>({
  says: 'compares iss as URLs are compared',
  breaks: ['client.iss.no-normalisation'],
  install: (client) => {
    const { checkIssuer } = client;
    const normal = (iss: string) => {
      const text = iss.replace(/%3(\d)/g, '$1');
      return URL.canParse(text) ? new URL(text).href : iss;
    };
    client.sdkChecksIssuer = false;
    client.checkIssuer = (response, pending) =>
      normal(response.get('iss') ?? '') === normal(pending.issuer) ? null : checkIssuer(response, pending);
  },
});
