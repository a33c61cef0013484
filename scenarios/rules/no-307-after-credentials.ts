import { defineRule, fact, formOf } from 'mcp-conformance';

/** RFC 9700 §4.12: 307 and 308 make the browser post the password on to the next page. */
export default defineRule({
  judges: 'as.authz.no-307',
  title: 'A redirect that answers a form with a password does not repeat the form elsewhere.',
  otherwise: 'no form with a password was posted',
  on: {
    from: 'browser',
    kind: ['sign-in', 'authorization-request', 'other'],
    where: (exchange) => exchange.request.method === 'POST' && formOf(exchange).has('password'),
  },
  expect: fact('303 or 302, or a page', ({ status }) =>
    status === 307 || status === 308 ? `a ${status} redirect` : null,
  ),
});
