import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 8414 §2: endpoints are wherever the metadata says. */
export default defineFault<FaultyProvider>({
  says: 'has its endpoints where nobody would guess them',
  provokes: ['client.metadata.uses-advertised-endpoints'],
  install: (provider) =>
    provider.configure(({ routes }) => {
      for (const name of ['authorization', 'token', 'registration'])
        routes[name] = `/oauth2/v1${routes[name]}`;
    }),
});
