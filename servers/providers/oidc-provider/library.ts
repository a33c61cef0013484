import * as errors from 'oidc-provider/lib/helpers/errors.js';
import * as interactionPolicy from 'oidc-provider/lib/helpers/interaction_policy/index.js';
import { Provider } from 'oidc-provider/lib/provider.js';

/**
 * The parts of oidc-provider that we use.
 *
 * They are taken from its modules rather than from its entry point because all that the latter adds is a notice on
 * the console about Node.js 20, and a harness whose stdout carries a report must stay silent. The version is pinned.
 */
export { errors, interactionPolicy, Provider };
