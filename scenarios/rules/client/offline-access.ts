import { defineRule, fact } from 'mcp-conformance';
import { scopesOf } from '../../observed/client-flow.ts';
import { requestsOfClient, scopesOffered } from '../../observed/client-requests.ts';

/** MCP 2026-07-28 refresh tokens. */
export default defineRule({
  judges: 'client.refresh.offline-access-when-listed',
  title: 'offline_access is asked for only where it is listed.',
  otherwise: 'the client never asks for offline_access',
  examine: (trace) =>
    requestsOfClient(trace)
      .authorizations.filter(({ exchange }) => scopesOf(exchange).includes('offline_access'))
      .map(({ exchange: observed }) => ({
        observed,
        expect: fact('offline_access in the metadata or a challenge', () =>
          scopesOffered(trace).some((scope) => scope === 'offline_access')
            ? null
            : 'offline_access is not listed',
        ),
      })),
});
