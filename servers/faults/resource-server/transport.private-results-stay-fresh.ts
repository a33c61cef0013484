import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP 2026-07-28 caching: a private result may be kept, though not for another token. */
export default defineFault<FaultyResourceServer>({
  says: 'lets its private results be kept for an hour, and wants another token for tools than the one that listed them',
  provokes: ['client.transport.private-cache-per-token'],
  remembers: true,
  install: (server) => {
    const used = new Set<string>();
    server.refuses = ({ method }, { token }) => {
      if (method === 'tools/list') used.add(token);
      return method === 'tools/call' && used.has(token) ? { refusal: 'invalid-token' } : null;
    };
    server.statelessAnswer = (status, body) => ({
      status,
      body: body.replace(/"ttlMs":\d+/, '"ttlMs":3600000'),
    });
  },
});
