/** The floor: whole flows against the embedded provider with `fetch` and nothing else, no recording and no judging. */
import { createHash, randomBytes } from 'node:crypto';
import { parse } from 'node-html-parser';

const redirectUri = 'http://127.0.0.1:33418/callback';

/** Cookies by name, sent to every path: enough for one provider. */
function openJar() {
  const jar = new Map();
  return {
    header: () => [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
    take: (response) => {
      for (const line of response.headers.getSetCookie()) {
        const [name, ...value] = line.split(';', 1)[0].split('=');
        jar.set(name, value.join('='));
      }
    },
  };
}

/** Signs in and redeems a code, from discovery to access token; answers with the number of requests it took. */
export async function bareFlow(issuer, resource, user) {
  let requests = 0;
  const jar = openJar();
  const send = async (url, init = {}) => {
    requests += 1;
    const headers = { ...init.headers, ...(init.browser ? { cookie: jar.header() } : {}) };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    if (init.browser) jar.take(response);
    const text = await response.text();
    return { status: response.status, text, location: response.headers.get('location') };
  };
  const metadata = JSON.parse((await send(`${issuer}/.well-known/oauth-authorization-server`)).text);
  const registration = await send(metadata.registration_endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      redirect_uris: [redirectUri],
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code'],
      response_types: ['code'],
    }),
  });
  const clientId = JSON.parse(registration.text).client_id;
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    resource,
    state: 'bench',
  });
  let next = `${metadata.authorization_endpoint}?${query}`;
  let page = await send(next, { browser: true });
  for (let hop = 0; hop < 12; hop += 1) {
    if (page.location?.startsWith(redirectUri)) break;
    if (page.location) {
      next = new URL(page.location, next).href;
      page = await send(next, { browser: true });
      continue;
    }
    const form = parse(page.text).querySelector('form');
    const fields = new URLSearchParams();
    for (const input of form.querySelectorAll('input')) {
      fields.set(input.getAttribute('name') ?? '', input.getAttribute('value') ?? '');
    }
    const button = form.querySelector('button[name]');
    if (button) fields.set(button.getAttribute('name'), button.getAttribute('value') ?? '');
    if (form.querySelector('input[type=password]')) {
      fields.set(
        form.querySelector('input:not([type=hidden]):not([type=password])').getAttribute('name'),
        user.username,
      );
      fields.set(form.querySelector('input[type=password]').getAttribute('name'), user.password);
    }
    next = new URL(form.getAttribute('action') || next, next).href;
    page = await send(next, { method: 'POST', browser: true, body: fields });
  }
  const code = new URL(page.location).searchParams.get('code');
  const token = await send(metadata.token_endpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      client_id: clientId,
      redirect_uri: redirectUri,
      code_verifier: verifier,
      resource,
    }),
  });
  if (token.status !== 200) throw new Error(`the bare flow got no token: ${token.status} ${token.text}`);
  return requests;
}
