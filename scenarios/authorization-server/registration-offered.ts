import { defineScenario, field, present } from 'mcp-conformance';

/** MCP 2025-03-26 and 2025-06-18 expect dynamic registration; from 2025-11-25 on it is one option of several. */
export default defineScenario({
  title: 'Looks for the registration endpoint in the metadata.',
  subject: 'authorization-server',
  judges: ['as.dcr.supported-legacy'],
  modes: 'any',
  intrusiveness: 'observe',

  async run({ provider, judge, cannotTell }) {
    const silent = (await provider.lookUpMetadata()).find(({ status }) => status === 0);
    if (silent) return cannotTell('as.dcr.supported-legacy', 'a metadata location gave no answer');
    const [first] = await provider.metadata();
    if (!first) {
      return cannotTell('as.dcr.supported-legacy', 'no metadata was found', [
        'as.metadata.rfc8414-mandatory',
        'as.metadata.legacy-recommended',
      ]);
    }
    judge('as.dcr.supported-legacy', {
      observed: first.reply,
      expect: field('registration_endpoint', present),
    });
  },
});
