import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { parse } from 'node-html-parser';
import { CookieJar } from 'tough-cookie';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly location: string;
}

type Form = Readonly<Record<string, string>>;

/** A browser without scripts: node:http and a jar that honours paths, since `fetch` would reveal itself. */
export function openBrowser() {
  const jar = new CookieJar();
  const send = async (url: string, form?: Form, headers: Form = {}): Promise<Answer> => {
    const cookie = jar.getCookieStringSync(url);
    const answer = await exchange(url, form, { ...headers, ...(cookie ? { cookie } : {}) });
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) jar.setCookieSync(line, url);
    return answer;
  };
  /** Follows redirects while they stay at the provider, signs in and decides; ends with what came last. */
  const authorize = async (
    url: string,
    user: { username: string; password: string },
    decision = 'approve',
  ) => {
    const pages: Answer[] = [];
    let answer = await send(url);
    let at = url;
    for (let step = 0; step < 12; step += 1) {
      if (answer.location !== '') {
        const next = new URL(answer.location, at);
        if (next.origin !== new URL(url).origin) break;
        at = next.href;
        answer = await send(at);
        continue;
      }
      pages.push(answer);
      const form = parse(answer.text).querySelector('form');
      if (!form || answer.status >= 400) break;
      const hidden = form.querySelectorAll('input[type=hidden]');
      const fields = Object.fromEntries(
        hidden.map((field) => [field.getAttribute('name'), field.getAttribute('value')]),
      );
      at = new URL(form.getAttribute('action') ?? '', at).href;
      answer = await send(at, {
        ...fields,
        ...(answer.text.includes('password') ? user : { decision }),
      } as Form);
    }
    return { answer, pages, response: new URL(answer.location || 'about:blank').searchParams };
  };
  return { send, authorize };
}

function exchange(url: string, form: Form | undefined, headers: Form): Promise<Answer> {
  const body = form ? new URLSearchParams(form).toString() : '';
  const type = form ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
  return new Promise((resolve, reject) => {
    const outgoing = request(url, {
      method: form ? 'POST' : 'GET',
      headers: { accept: 'text/html', ...type, ...headers },
    });
    outgoing.on('error', reject).on('response', async (incoming) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const { statusCode: status = 0, headers: received } = incoming;
      resolve({
        status,
        headers: received,
        text: Buffer.concat(chunks).toString(),
        location: received.location ?? '',
      });
    });
    outgoing.end(body);
  });
}

export const redirectUri = 'http://127.0.0.1:33418/callback';

export const verifier = randomBytes(48).toString('base64url');

/** A well-behaved authorization URL. */
export function authorizationUrl(
  issuer: string,
  clientId: string,
  changes: Readonly<Record<string, string | null>> = {},
) {
  const parameters: Record<string, string | null> = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'openid mcp:tools',
    state: 'st&te=ä',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...changes,
  };
  const kept = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== null);
  return `${issuer}/authorize?${new URLSearchParams(kept)}`;
}

/** Sends a form to an endpoint and reads the JSON. */
export async function post(url: string, form: Form, headers: Form = {}) {
  const answer = await exchange(url, form, { accept: 'application/json', ...headers });
  return { ...answer, json: JSON.parse(answer.text || 'null') as Record<string, unknown> };
}

/** Sends JSON to an endpoint and reads the JSON. */
export async function postJson(url: string, document: object) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(document),
  });
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
}
