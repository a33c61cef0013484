import { defineRule, fact } from 'mcp-conformance';
import { requestsOfClient } from '../../observed/client-requests.ts';

/** RFC 6749 §4.1.2. */
export default defineRule({
  judges: 'client.token.code-used-once',
  title: 'The client presents each code once.',
  examine: (trace) => {
    const { tokens } = requestsOfClient(trace);
    const redemptions = tokens.filter(({ form }) => form.has('code'));
    return redemptions.map(({ exchange: observed, form }, index) => ({
      observed,
      expect: fact('a code that was not presented before', () =>
        redemptions.slice(0, index).some((earlier) => earlier.form.get('code') === form.get('code'))
          ? 'the same code again'
          : null,
      ),
    }));
  },
});
