import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 7591 §3.2.1: a registration is answered with 201. */
export default defineFault<FaultyProvider>({
  says: 'answers registrations with 200',
  breaks: ['as.dcr.registers-client'],
  install: (provider) =>
    provider.rewriteJson('registration', (_document, exchange) => {
      if (exchange.status === 201) exchange.status = 200;
    }),
});
