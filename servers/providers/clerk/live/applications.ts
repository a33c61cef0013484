import { TargetError } from '../../../../harness/define/error.ts';
import {
  defaultRedirectUri,
  type LeftBehind,
  type StaticClient,
} from '../../../../harness/define/provider.ts';
import type { BackendApi } from './backend-api.ts';

const path = '/v1/oauth_applications';

/** An application that was made. */
export interface MadeApplication {
  readonly id: string;
  readonly client: StaticClient<string>;
}

/** Applications of a run: made by hand through the Backend API, and removed in the end. */
export interface RunApplications {
  readonly clients: readonly StaticClient<string>[];
  /** Removes them; answers with those that are left. */
  readonly remove: () => Promise<readonly LeftBehind[]>;
}

/** Makes a public and a confidential client; where the second fails, the first is removed again. */
export async function makeApplications(api: BackendApi, scope: string): Promise<RunApplications> {
  const made: MadeApplication[] = [];
  const remove = async () => {
    const left: LeftBehind[] = [];
    for (const { id, client } of made.splice(0)) {
      const gone = await api.remove(`${path}/${encodeURIComponent(id)}`).catch(() => false);
      if (!gone)
        left.push({
          clientId: client.clientId,
          remedy: `delete OAuth application ${id} in the Clerk dashboard`,
        });
    }
    return left;
  };
  const ofTheRun = (isPublic: boolean) => ({
    name: `mcp-conformance ${isPublic ? 'public' : 'confidential'} (removed after the run)`,
    isPublic,
    scope,
    redirectUris: [defaultRedirectUri],
  });
  try {
    for (const isPublic of [true, false]) made.push(await makeApplication(api, ofTheRun(isPublic)));
  } catch (error) {
    await remove();
    throw error;
  }
  return { clients: made.map(({ client }) => client), remove };
}

/** What an application is to be. */
export interface WantedApplication {
  readonly name: string;
  readonly isPublic: boolean;
  readonly scope: string;
  readonly redirectUris: readonly string[];
}

/** Makes one application, which asks for consent and takes PKCE. */
export async function makeApplication(
  api: BackendApi,
  { name, isPublic, scope, redirectUris }: WantedApplication,
): Promise<MadeApplication> {
  const found = await api.post(path, {
    name,
    redirect_uris: redirectUris,
    scopes: scope,
    public: isPublic,
    consent_screen_enabled: true,
    pkce_required: true,
  });
  const { id, client_id: clientId, client_secret: clientSecret } = found ?? {};
  if (
    typeof id !== 'string' ||
    typeof clientId !== 'string' ||
    (!isPublic && typeof clientSecret !== 'string')
  ) {
    throw new TargetError(
      'clerk-answer',
      `POST ${path} made no usable application: id, client_id or client_secret is missing.`,
    );
  }
  return {
    id,
    client: {
      clientId,
      ...(isPublic ? {} : { clientSecret: String(clientSecret) }),
      redirectUris,
    },
  };
}

/** Removes a client that registered itself: found by its exact client id, deleted by its id [C]. */
export async function removeRegistered(api: BackendApi, clientId: string): Promise<boolean> {
  const found = (await api.get(`${path}?limit=100&name_query=${encodeURIComponent(clientId)}`)) as {
    data?: { id?: unknown; client_id?: unknown }[];
  } | null;
  const application = found?.data?.find(({ client_id: other }) => other === clientId);
  return typeof application?.id === 'string' && api.remove(`${path}/${encodeURIComponent(application.id)}`);
}
