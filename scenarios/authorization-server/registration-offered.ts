import { defineScenario, fact, field, present } from 'mcp-conformance';

/** MCP 2025-03-26 and 2025-06-18 expect dynamic registration; from 2025-11-25 it is one option of several. */
export default defineScenario({
  title: 'Looks for the registration endpoint in the metadata.',
  subject: 'authorization-server',
  judges: ['as.dcr.supported-legacy', 'as.dcr.optional'],
  modes: 'any',
  intrusiveness: 'observe',

  async run({ provider, judge, doesNotApply }) {
    const [first] = await provider.metadata();
    if (!first) return;
    judge('as.dcr.supported-legacy', {
      observed: first.reply,
      expect: field('registration_endpoint', present),
    });
    const automatic = ['registration_endpoint', 'client_id_metadata_document_supported'].filter(
      (name) => first.document[name],
    );
    if (automatic.length === 0)
      return doesNotApply('as.dcr.optional', 'only clients registered by hand can connect');
    judge('as.dcr.optional', {
      observed: first.reply,
      expect: fact('clients that are not known yet can connect', () =>
        automatic.length > 0 ? null : 'no such way',
      ),
    });
  },
});
