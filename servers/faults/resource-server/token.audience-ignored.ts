import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 8707 §2; MCP access token privilege restriction. */
export default defineFault<FaultyResourceServer>({
  says: 'accepts tokens for any audience, and for none',
  breaks: ['rs.token.rejects-wrong-audience', 'rs.token.rejects-missing-audience'],
  install: (server) => {
    server.checks.audience = () => true;
  },
});
