import { networkInterfaces } from 'node:os';
import { defineScenario, fact } from 'mcp-conformance';

/** MCP transports, security warning: a local server binds to localhost only. */
export default defineScenario({
  title: 'Connects to the port of a loopback server through another address of the machine.',
  subject: 'resource-server',
  judges: ['rs.transport.binds-loopback-locally'],

  async run({ resource, judge, doesNotApply }) {
    const { hostname, port, pathname, protocol } = new URL(resource.url);
    if (!/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)) {
      return doesNotApply('rs.transport.binds-loopback-locally', 'the server is not on loopback');
    }
    const address = Object.values(networkInterfaces())
      .flatMap((entries) => entries ?? [])
      .find(({ internal, family }) => !internal && family === 'IPv4')?.address;
    if (address === undefined) {
      return doesNotApply('rs.transport.binds-loopback-locally', 'this machine has no other address to try');
    }
    const observed = await resource.send({
      url: `${protocol}//${address}:${port}${pathname}`,
      timeoutMs: 2000,
      note: 'through another interface',
    });
    judge('rs.transport.binds-loopback-locally', {
      observed,
      expect: fact('no answer', ({ status }) =>
        status === 0 ? null : `it answers on ${address} with ${status}`,
      ),
    });
  },
});
