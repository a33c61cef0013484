import { defineScenario, refusal } from 'mcp-conformance';

/** MCP transports, security warning: DNS rebinding. */
export default defineScenario({
  title: 'Sends authorized requests with a foreign and with a null Origin.',
  subject: 'resource-server',
  judges: ['rs.transport.origin-validated', 'rs.transport.origin-403'],

  async run({ resource, tokens, judge }) {
    const token = await tokens.valid();
    const control = await resource.call(token);
    for (const origin of ['https://attacker.example', 'null']) {
      const observed = await resource.call(token, {
        headers: [['Origin', origin]],
        note: `Origin: ${origin}`,
      });
      judge('rs.transport.origin-validated', { control, observed, expect: refusal({ otherwise: 'pass' }) });
      judge('rs.transport.origin-403', {
        control,
        observed,
        expect: refusal({ status: 403, otherwise: 'fail' }),
      });
    }
  },
});
