import { defineFault } from '../../harness/define/fault.ts';
import { isSigned, sendBefore, withInventedCode } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** draft-ietf-oauth-client-id-metadata-document §6.2: a declared key is used. */
export default defineFault<FaultyClient>({
  says: 'tries as a public client first, though its document declares a key',
  breaks: ['client.cimd.authenticates-as-declared'],
  install: (client) =>
    sendBefore(client, isSigned, (request) =>
      withInventedCode(request, (form) => {
        form.delete('client_assertion');
        form.delete('client_assertion_type');
      }),
    ),
});
