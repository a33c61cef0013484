import { defineScenarios, isHidden, nothing, reached } from 'mcp-conformance';

const judges = 'client.security.authorization-url-scheme';

/** MCP security best practices, authorization URL validation: what a server names is opened only where that is safe. */
export default defineScenarios({
  title: 'Names an authorization endpoint that must not be opened in a browser.',
  subject: 'client',
  modes: 'any',
  hears: [judges],
  rows: [
    { faults: 'as.metadata.authorization-endpoint-javascript', judges },
    { faults: 'as.metadata.authorization-endpoint-mixed-case', judges },
    { faults: 'as.metadata.authorization-endpoint-leading-space', judges },
    { faults: 'as.metadata.authorization-endpoint-data', judges },
    { faults: 'as.metadata.authorization-endpoint-file', judges },
    { faults: 'as.metadata.authorization-endpoint-remote-http', judges },
  ],

  async run({ client, trace, judge, cannotTell, row }) {
    const outcome = await client.connect();
    if (isHidden(outcome, 'browser'))
      return cannotTell(row.judges, 'what the client opens in the browser is not seen');
    judge(row.judges, {
      control: reached(trace, 'server-metadata'),
      observed: trace,
      expect: nothing(['authorization-request', 'sign-in'], { what: 'authorization URL opened' }),
    });
  },
});
