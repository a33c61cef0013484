import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 9700 §4.16: a page in a frame can be clicked unseen. */
export default defineFault<FaultyProvider>({
  says: 'lets any site put its pages into frames',
  breaks: ['as.authz.prevents-framing'],
  install: (provider) =>
    provider.use(async (exchange, next, route) => {
      await next();
      if (route !== 'interaction') return;
      exchange.remove('X-Frame-Options');
      exchange.remove('Content-Security-Policy');
    }),
});
