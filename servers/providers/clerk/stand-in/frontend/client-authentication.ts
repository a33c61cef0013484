import { timingSafeEqual } from 'node:crypto';
import { oauthError } from '../answers.ts';
import type { Instance, OAuthApplication } from '../instance.ts';
import type { Answer, Call } from '../route.ts';
import { findApplication } from './applications.ts';

export type Authenticated = { readonly application: OAuthApplication } | { readonly answer: Answer };

/** Who calls the token endpoint: Basic and post work interchangeably for clients with a secret [D]. */
export async function authenticateClient(call: Call, instance: Instance): Promise<Authenticated> {
  const credentials = readCredentials(call);
  const application = await findApplication(instance, credentials?.id ?? null);
  if (!application || !credentials) return refused;
  const { clientSecret } = application;
  if (clientSecret === null) return credentials.secret === null ? { application } : refused;
  return credentials.secret !== null && sameText(credentials.secret, clientSecret)
    ? { application }
    : refused;
}

const refused: Authenticated = {
  answer: oauthError(
    401,
    'invalid_client',
    'Client authentication failed (e.g., unknown client, no client authentication included, or unsupported authentication method).',
  ),
};

function readCredentials({ headers, form }: Call): { id: string; secret: string | null } | null {
  const id = form.get('client_id');
  const secret = form.get('client_secret');
  const basic = /^basic (.*)$/i.exec(headers.authorization ?? '')?.[1];
  if (headers.authorization === undefined) return id === null ? null : { id, secret };
  if (basic === undefined || secret !== null) return null;
  const [name = '', ...rest] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  const read = { id: decoded(name), secret: decoded(rest.join(':')) };
  return id !== null && id !== read.id ? null : read;
}

/** RFC 6749 §2.3.1: both halves are form-encoded. */
function decoded(text: string): string {
  return new URLSearchParams(`x=${text.replace(/&/g, '%26')}`).get('x') ?? '';
}

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
