import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';
import { setHeader } from '../../resource/reference/stateless-wire.ts';

const key = 'io.modelcontextprotocol/protocolVersion';

/** MCP transports, protocol version header: what is not spoken is a 400. */
export default defineFault<FaultyResourceServer>({
  says: 'serves protocol versions that do not exist',
  breaks: ['rs.transport.bad-protocol-version'],
  install: (server) => {
    server.versionAccepted = () => true;
    server.statelessRequest = (request) => {
      const meta = request.body?.params?._meta;
      if (meta?.[key] !== '1900-01-01') return;
      meta[key] = '2026-07-28';
      setHeader(request, 'MCP-Protocol-Version', meta[key]);
    };
  },
});
