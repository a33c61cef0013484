import { defineFault } from '../../harness/define/fault.ts';
import { isRegistration } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 7591 §3.2.2: no client_id comes of a refusal. */
export default defineFault<FaultyClient>({
  says: 'goes on with a client_id of its own making when its registration was refused',
  breaks: ['client.dcr.survives-redirect-rejection', 'client.dcr.surfaces-rejection'],
  install: (client) => {
    const { transmit } = client;
    client.transmit = async (request, send) => {
      const response = await transmit(request, send);
      if (!isRegistration(request) || response.status !== 400) return response;
      const asked = JSON.parse(request.body ?? '{}') as Record<string, unknown>;
      return Response.json({ ...asked, client_id: 'a-client-that-was-refused' }, { status: 201 });
    };
  },
});
