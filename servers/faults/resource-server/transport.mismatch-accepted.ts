import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';
import { setHeader } from '../../resource/reference/stateless-wire.ts';

/** MCP 2026-07-28 streamable HTTP: what a gateway checks must be what the server does. */
export default defineFault<FaultyResourceServer>({
  says: 'believes the body where headers say otherwise',
  breaks: ['rs.transport.header-body-mismatch'],
  install: (server) => {
    server.statelessRequest = (request) => {
      const { method, params } = request.body ?? {};
      const said = {
        'Mcp-Method': method,
        'Mcp-Name': params?.name,
        'MCP-Protocol-Version': params?._meta?.['io.modelcontextprotocol/protocolVersion'],
      };
      for (const [name, value] of Object.entries(said)) {
        if (request.header(name) !== undefined && value !== undefined) setHeader(request, name, value);
      }
    };
  },
});
