import { createHmac } from 'node:crypto';
import { defineScenario, type McpAnswer, refusal } from 'mcp-conformance';

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const hour = 3600;

/** RFC 7519 §7.2, RFC 8725 §3.1, RFC 9068 §4; MCP on token validation. */
export default defineScenario({
  title: 'Presents tokens of the provider with one thing wrong in each.',
  subject: 'resource-server',
  judges: [
    'rs.token.rejects-expired',
    'rs.token.rejects-tampered',
    'rs.token.rejects-unsafe-algorithms',
    'rs.token.rejects-foreign-issuer',
    'rs.challenge.invalid-token-error',
  ],
  needs: ['mint'],

  async run({ resource, tokens, judge, doesNotApply }) {
    const token = await tokens.minted();
    const control = await resource.call(token);
    const expect = refusal({ status: 401 });
    const present = (forged: string, note: string) => resource.call(forged, { note });
    const now = Math.floor(Date.now() / 1000);

    const expired = await tokens.minted({ iat: now - 2 * hour, nbf: now - 2 * hour, exp: now - hour });
    const observed = await present(expired, 'expired an hour ago');
    judge('rs.token.rejects-expired', { control, observed, expect });
    if (observed.status === 401) {
      judge('rs.challenge.invalid-token-error', {
        control,
        observed,
        expect: refusal({ error: 'invalid_token' }),
      });
    } else doesNotApply('rs.challenge.invalid-token-error', 'the expired token met no 401');
    const early = await tokens.minted({ nbf: now + hour, exp: now + 2 * hour });
    judge('rs.token.rejects-expired', {
      control,
      observed: await present(early, 'valid in an hour'),
      expect,
    });

    const [head = '', body = '', signature = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
    const promoted = encode({ ...claims, sub: 'somebody-else' });
    judge('rs.token.rejects-tampered', {
      control,
      observed: await present(`${head}.${promoted}.${signature}`, 'another sub, same signature'),
      expect,
    });
    judge('rs.token.rejects-tampered', {
      control,
      observed: await present(
        `${head}.${body}.${flipMiddle(signature)}`,
        'one byte of the signature changed',
      ),
      expect,
    });
    const foreign = await tokens.minted({}, { key: 'foreign' });
    judge('rs.token.rejects-tampered', {
      control,
      observed: await present(foreign, 'signed with a key that is not published'),
      expect,
    });

    const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as Record<string, unknown>;
    for (const alg of ['none', 'None', 'NONE']) {
      const unsigned = `${encode({ ...header, alg })}.${body}.`;
      judge('rs.token.rejects-unsafe-algorithms', {
        control,
        observed: await present(unsigned, `alg ${alg}`),
        expect,
      });
    }
    const signed = `${encode({ ...header, alg: 'HS256' })}.${body}`;
    const pem = await tokens.publicKey();
    for (const secret of [pem, pem.trimEnd()]) {
      const mac = createHmac('sha256', secret).update(signed).digest('base64url');
      judge('rs.token.rejects-unsafe-algorithms', {
        control,
        observed: await present(`${signed}.${mac}`, 'an HMAC with the public key'),
        expect,
      });
    }

    const issuers = [
      'https://attacker.example',
      `${String(claims['iss'])}/other-tenant`,
      `${String(claims['iss'])}/`,
    ];
    for (const iss of issuers) {
      const answer: McpAnswer = await present(await tokens.minted({ iss }), `iss ${iss}`);
      judge('rs.token.rejects-foreign-issuer', { control, observed: answer, expect });
    }
  },
});

/** Changes a character in the middle: the last one may carry bits that mean nothing. */
function flipMiddle(text: string): string {
  const middle = Math.floor(text.length / 2);
  return text.slice(0, middle) + (text[middle] === 'A' ? 'B' : 'A') + text.slice(middle + 1);
}
