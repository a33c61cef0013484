import { defineScenario, refusal, success } from 'mcp-conformance';

/** RFC 8707 §2; MCP 2025-06-18 on the canonical URI of a server. */
export default defineScenario({
  title:
    'Names the MCP server in resource parameters: as it is, with upper-case host, malformed and unknown.',
  subject: 'authorization-server',
  judges: ['as.resource.tolerated', 'as.resource.accepts-uppercase', 'as.resource.invalid-target'],
  needs: ['sign-in'],

  async run({ provider, resource, judge, cannotTell, doesNotApply }) {
    const control = await provider.authorize();
    const tokens = await provider.redeem(control);
    // A server that knows its resources may refuse one that it was not told of (RFC 8707 §2).
    const isUnknown = [control, tokens].some(({ error }) => error === 'invalid_target');
    if (isUnknown) {
      cannotTell(
        'as.resource.tolerated',
        'refused with invalid_target: name a resource that tokens are issued for in the definition (resource)',
      );
    } else {
      judge('as.resource.tolerated', { observed: control, expect: success('a code for the resource') });
      judge('as.resource.tolerated', { observed: tokens, expect: success('tokens for the resource') });
    }
    if (tokens.refreshToken !== null) {
      const refreshed = await provider.refresh(tokens);
      judge('as.resource.tolerated', { observed: refreshed, expect: success('a refresh for the resource') });
    }

    const upper = resource.url.replace(/^[a-z]+:\/\/[^/]+/, (origin) => origin.toUpperCase());
    const shouted = await provider.authorize({
      parameters: { resource: upper },
      note: 'scheme and host in upper case',
    });
    judge('as.resource.accepts-uppercase', {
      control,
      observed: shouted,
      expect: success('the same resource in upper case'),
    });

    const malformed = await provider.authorize({
      parameters: { resource: '/relative' },
      note: 'a relative resource',
    });
    const fragment = await provider.authorize({
      parameters: { resource: `${resource.url}#fragment` },
      note: 'a resource with a fragment',
    });
    const grant = await provider.authorize();
    const ungranted = await provider.redeem(grant, {
      parameters: { resource: 'https://other.mcp-conformance.example/mcp' },
      note: 'a resource that was not in the authorization request',
    });
    const answers = [malformed, fragment, ungranted];
    if (answers.every(({ accepted }) => accepted)) {
      return doesNotApply(
        'as.resource.invalid-target',
        'the server ignores the resource parameter altogether',
      );
    }
    for (const observed of answers) {
      judge('as.resource.invalid-target', {
        control,
        observed,
        expect: refusal({ error: 'invalid_target' }),
      });
    }
  },
});
