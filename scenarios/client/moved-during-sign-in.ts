import {
  defineScenarios,
  type Exchange,
  formOf,
  headerValue,
  nothing,
  queryParameters,
  type Recording,
} from 'mcp-conformance';
import { arose, sentBy } from '../observed/client-flow.ts';

/** MCP 2026-07-28 authorization response validation; OAuth 2.1 §7.14. */
export default defineScenarios({
  title: 'Names another authorization server while the user signs in.',
  subject: 'client',
  needs: ['sign-in'],
  modes: 'any',
  rows: [
    {
      faults: 'rs.prm.moves-during-sign-in',
      judges: 'client.iss.code-goes-to-same-as',
      what: 'token request with the code of the first authorization server at another',
    },
    {
      name: 'as.iss.of-the-server-named-now',
      title: 'Names another authorization server while the user signs in, and sends the iss of that one.',
      faults: ['rs.prm.moves-during-sign-in', 'as.iss.of-the-server-named-now'],
      judges: 'client.iss.records-issuer-first',
      what: 'token request with the code of the first authorization server',
    },
  ],

  async run({ client, provider, trace, revision, judge, cannotTell, doesNotApply, row }) {
    if (revision === '2025-03-26')
      return doesNotApply(row.judges, 'no metadata names an authorization server in this revision');
    const { message } = await client.connect();
    const isFirst = ({ request }: Exchange) => request.url.startsWith(provider.issuer);
    const [asked] = sentBy(trace, 'authorization-request');
    if (!asked || !isFirst(asked)) return cannotTell(row.judges, message);
    const answer = responsesWithCode(trace).find(isFirst);
    const code = answer && responseOf(answer).get('code');
    const isFine = row.judges === 'client.iss.code-goes-to-same-as' ? isFirst : () => false;
    judge(row.judges, {
      control: arose('the first authorization server sent no code', answer),
      observed: trace,
      expect: nothing('token-request', {
        what: row.what,
        where: (exchange) => formOf(exchange).get('code') === code && !isFine(exchange),
      }),
    });
  },
});

function responseOf({ response }: Exchange): URLSearchParams {
  return queryParameters(headerValue(response?.headers ?? [], 'location') ?? '');
}

function responsesWithCode({ exchanges }: Recording): readonly Exchange[] {
  return exchanges.filter((exchange) => exchange.from === 'browser' && responseOf(exchange).has('code'));
}
