import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';
import { setHeader } from '../../resource/reference/stateless-wire.ts';

const assumed = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientCapabilities': {},
};

/** MCP 2026-07-28 streamable HTTP: headers and _meta are required. */
export default defineFault<FaultyResourceServer>({
  says: 'fills in what a request leaves out',
  breaks: ['rs.transport.missing-metadata'],
  install: (server) => {
    server.statelessRequest = (request) => {
      const { method, params } = request.body ?? {};
      if (!request.header('Mcp-Method')) setHeader(request, 'Mcp-Method', method);
      if (!request.header('Mcp-Name') && params?.name) setHeader(request, 'Mcp-Name', params.name);
      if (params?._meta) params._meta = { ...assumed, ...params._meta };
    };
  },
});
