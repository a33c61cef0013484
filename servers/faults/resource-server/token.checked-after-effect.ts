import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP token handling: a token is validated before its request is processed. */
export default defineFault<FaultyResourceServer>({
  says: 'carries out what a request asks for and then looks at its token',
  breaks: ['rs.token.checked-before-processing'],
  install: (server) => {
    server.beforeCheck = ({ body, headers }, memory) => {
      const { name, arguments: input } = body?.params ?? {};
      if (name !== 'write_note' || headers.authorization?.includes('.')) return;
      for (const notes of memory.notes.values()) notes.push(String(input?.text));
    };
  },
});
