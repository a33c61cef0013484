import { expect, it } from 'vitest';
import { blockMaker } from './failure-block.ts';
import { fenced, markdownBlock } from './markdown-block.ts';
import { sampleExchanges } from './sample-exchanges.ts';
import { sampleReport } from './sample-report.ts';
import { singleVerdict } from './shared-verdicts.ts';

const failure = sampleReport.results.find(({ verdict }) => verdict === 'fail');
if (!failure) throw new Error('the sample has no failure');

it('stands alone in an issue, with the exchanges that prove it', () => {
  const block = blockMaker(sampleReport)(singleVerdict(failure));
  expect(markdownBlock(block, sampleExchanges.slice(1, 2))).toMatchInlineSnapshot(`
    "### MUST \`as.token.code-single-use\`

    \`\`\`text
    ✗ MUST  as.token.code-single-use          acme · authorization server · dynamic · 2025-11-25
            An authorization code was accepted a second time.

            control  x1  POST /token   code=‹code #1›  → 200  access_token=‹access token #1›
          ▸ offence  x2  POST /token   code=‹code #1›  → 200  access_token=‹access token #2›
            expected 400 with error=invalid_grant
            actual   200 with ‹access token #2›
            why      a code seen in a log or a referrer can be redeemed after its owner used it
            spec     RFC 6749 §4.1.2  https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2
                     MCP 2026-07-28 basic/authorization security considerations
                     https://modelcontextprotocol.io/specification/2026-07-28/basic/authorization#security-considerations
            fix      mark the code used in the transaction that issues the token; on reuse answer
                     invalid_grant and revoke what the first use issued
            rerun    npx mcp-conformance run --provider ./acme.provider.ts --requirement as.token.code-single-use
    \`\`\`

    <details>
    <summary>x2: the exchange</summary>

    \`\`\`http
    POST https://auth.acme.example/token
    content-type: application/x-www-form-urlencoded

    grant_type=authorization_code&code=‹code #1›&redirect_uri=http%3A%2F%2F127.0.0.1%3A6274%2Fcallback&code_verifier=‹code verifier #1›&resource=http%3A%2F%2F127.0.0.1%3A3000%2Fmcp&client_id=c1

    200
    content-type: application/json

    {"access_token":"‹access token #2›","token_type":"Bearer"}
    \`\`\`

    </details>
    "
  `);
});

it('cannot be left by what it quotes', () => {
  expect(fenced('a\n````\n# title\n```', 'text')).toBe('`````text\na\n````\n# title\n```\n`````');
});
