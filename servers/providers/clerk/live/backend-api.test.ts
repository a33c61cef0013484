import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBackendApi } from './backend-api.ts';

const apiUrl = 'https://api.clerk.com';
const path = '/v1/instance/oauth_application_settings';
const server = setupServer();

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const clerkError = (status: number, code: string, headers = {}) =>
  HttpResponse.json(
    { errors: [{ code, message: 'Short', long_message: 'Long words' }] },
    { status, headers },
  );

/** An API on a clock that does not wait, with the waits it asked for. */
function open() {
  const waits: number[] = [];
  const sleep = async (ms: number) => void waits.push(ms);
  return { waits, api: openBackendApi({ apiUrl, secretKey: 'sk_test_secret', sleep }) };
}

describe("Clerk's Backend API", () => {
  it('is asked with the secret key, and answers with JSON', async () => {
    server.use(
      http.get(apiUrl + path, ({ request }) =>
        HttpResponse.json({ authorization: request.headers.get('authorization') }),
      ),
    );
    expect(await open().api.get(path)).toEqual({ authorization: 'Bearer sk_test_secret' });
  });

  it('names the key when that is refused, and does not show it', async () => {
    server.use(http.get(apiUrl + path, () => clerkError(401, 'clerk_key_invalid')));
    const asked = open().api.get(path);
    await expect(asked).rejects.toMatchObject({ name: 'UsageError', code: 'clerk-secret-key' });
    await expect(asked).rejects.toThrow(/CLERK_SECRET_KEY.*401 clerk_key_invalid/);
    await expect(asked).rejects.not.toThrow('sk_test_secret');
  });

  it('is asked again after as long as a rate limit says', async () => {
    let calls = 0;
    server.use(
      http.get(apiUrl + path, () => {
        calls += 1;
        return calls < 3
          ? clerkError(429, 'too_many_requests', { 'Retry-After': '7' })
          : HttpResponse.json({ calls });
      }),
    );
    const { api, waits } = open();
    expect(await api.get(path)).toEqual({ calls: 3 });
    expect(waits.filter((ms) => ms === 7_000)).toHaveLength(2);
  });

  it('gives up on a rate limit that stays, as something that could not be used', async () => {
    server.use(http.get(apiUrl + path, () => clerkError(429, 'too_many_requests', { 'Retry-After': '1' })));
    await expect(open().api.get(path)).rejects.toMatchObject({
      name: 'TargetError',
      code: 'clerk-rate-limit',
    });
    server.use(
      http.get(apiUrl + path, () => clerkError(429, 'too_many_requests', { 'Retry-After': '3600' })),
    );
    const { api, waits } = open();
    await expect(api.get(path)).rejects.toMatchObject({ code: 'clerk-rate-limit' });
    expect(waits).not.toContain(3_600_000);
  });

  it('takes what is not there for gone, and repeats the words of other refusals', async () => {
    server.use(
      http.delete(`${apiUrl}/v1/oauth_applications/oa_1`, () => clerkError(404, 'resource_not_found')),
      http.post(`${apiUrl}/v1/users`, () => clerkError(422, 'form_identifier_exists')),
      http.get(apiUrl + path, () => new HttpResponse('<html>', { status: 200 })),
    );
    const { api } = open();
    expect(await api.remove('/v1/oauth_applications/oa_1')).toBe(true);
    await expect(api.post('/v1/users')).rejects.toThrow('answered 422 form_identifier_exists: Long words');
    await expect(api.get(path)).rejects.toThrow('answered 200 without JSON');
  });

  it('says that there is no answer', async () => {
    server.use(http.get(apiUrl + path, () => HttpResponse.error()));
    await expect(open().api.get(path)).rejects.toMatchObject({
      name: 'TargetError',
      code: 'clerk-unreachable',
    });
  });

  it('is spared: two requests leave one interval apart', async () => {
    server.use(http.get(apiUrl + path, () => HttpResponse.json({})));
    const { api, waits } = open();
    await Promise.all([api.get(path), api.get(path), api.get(path)]);
    expect(waits).toEqual([125, 125, 125]);
  });
});
