import { defineFault } from '../../harness/define/fault.ts';
import { tryFirst } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';
import { misread } from '../reference/misread.ts';

/** MCP 2025-11-25 discovery: URLs only where they are supported. */
export default defineFault<FaultyClient>({
  says: 'tries a URL as its client_id first where nobody says that URLs are accepted',
  breaks: ['client.cimd.checks-advertisement'],
  install: (client) => {
    let supported: unknown;
    misread(client, 'server', (document) => {
      supported = document['client_id_metadata_document_supported'];
    });
    tryFirst(
      client,
      ({ searchParams }) =>
        searchParams.set('client_id', 'https://client.mcp-conformance.example/metadata.json'),
      () => supported !== true,
    );
  },
});
