import { defineFault } from '../../harness/define/fault.ts';
import { isRegistration } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2026-07-28 application type and redirect URI constraints: a refusal is told. */
export default defineFault<FaultyClient>({
  says: 'does not say why when its registration was refused',
  breaks: ['client.dcr.surfaces-rejection'],
  install: (client) => {
    const { transmit } = client;
    let isRefused = false;
    client.transmit = async (request, send) => {
      const response = await transmit(request, send);
      isRefused ||= isRegistration(request) && response.status === 400;
      return response;
    };
    client.describe = (message) => (isRefused ? 'something went wrong' : message);
  },
});
