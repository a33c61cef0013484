import { defineFault } from '../../../harness/define/fault.ts';
import { answerError, type FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 7591 §3.2.2: the server may refuse redirect URIs. */
export default defineFault<FaultyProvider>({
  says: 'refuses every registration over its redirect URIs',
  provokes: ['client.dcr.survives-redirect-rejection', 'client.dcr.surfaces-rejection'],
  install: (provider) =>
    provider.use(async (exchange, next, route) => {
      if (route !== 'registration' || exchange.method !== 'POST') return next();
      answerError(exchange, 400, 'invalid_redirect_uri');
    }),
});
