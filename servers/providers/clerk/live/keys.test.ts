import { describe, expect, it } from 'vitest';
import { loadProvider } from '../../../../harness/testbed/load-provider.ts';
import { readKeys } from './keys.ts';

const key = (host: string, kind = 'test') => `pk_${kind}_${Buffer.from(`${host}$`).toString('base64')}`;
const secret = `sk_test_${'a'.repeat(40)}`;
const good = { CLERK_PUBLISHABLE_KEY: key('happy-otter-1.clerk.accounts.dev'), CLERK_SECRET_KEY: secret };

describe('the keys of an instance', () => {
  it('say where it is, with and without the padding of base64', () => {
    expect(readKeys(good, false)).toMatchObject({
      issuer: 'https://happy-otter-1.clerk.accounts.dev',
      apiUrl: 'https://api.clerk.com',
      isProduction: false,
    });
    const unpadded = key('a.clerk.accounts.dev').replace(/=+$/, '');
    expect(readKeys({ ...good, CLERK_PUBLISHABLE_KEY: unpadded }, false).issuer).toBe(
      'https://a.clerk.accounts.dev',
    );
    expect(readKeys({ ...good, CLERK_PUBLISHABLE_KEY: key('127.0.0.1:18443') }, false).issuer).toBe(
      'https://127.0.0.1:18443',
    );
  });

  it('are all named at once when they are missing', async () => {
    const asked = loadProvider('clerk', {}, '.');
    await expect(asked).rejects.toMatchObject({ name: 'UsageError', code: 'clerk-keys' });
    await expect(asked).rejects.toThrow(
      /CLERK_PUBLISHABLE_KEY is not set[\s\S]+CLERK_SECRET_KEY is not set[\s\S]+API keys[\s\S]+--offline/,
    );
  });

  it.each([
    ['a host without a dot', { CLERK_PUBLISHABLE_KEY: key('localhost:1') }, 'is not a publishable key'],
    ['no base64', { CLERK_PUBLISHABLE_KEY: 'pk_test_???' }, 'is not a publishable key'],
    ['a host that hides a path', { CLERK_PUBLISHABLE_KEY: key('a.example/b') }, 'is not a publishable key'],
    [
      'a host with a user in front',
      { CLERK_PUBLISHABLE_KEY: key('a.example@b.example') },
      'is not a publishable key',
    ],
    [
      'the publishable key twice',
      { CLERK_SECRET_KEY: good.CLERK_PUBLISHABLE_KEY },
      'holds a publishable key',
    ],
    ['a secret that was cut', { CLERK_SECRET_KEY: 'sk_test_abc' }, 'is not a secret key (11 characters)'],
    [
      'keys of two instances',
      { CLERK_SECRET_KEY: secret.replace('test', 'live') },
      'of a development instance and CLERK_SECRET_KEY of a production',
    ],
    ['an API that is no URL', { CLERK_API_URL: 'api.clerk.com' }, 'is not an http or https URL'],
  ])('are refused for %s, and no secret is shown', (_, changes, words) => {
    const read = () => readKeys({ ...good, ...changes }, true);
    expect(read).toThrow(words);
    expect(read).not.toThrow(secret);
  });

  it('of production are refused unless asked for', () => {
    const production = {
      CLERK_PUBLISHABLE_KEY: key('clerk.acme.example', 'live'),
      CLERK_SECRET_KEY: secret.replace('test', 'live'),
    };
    expect(() => readKeys(production, false)).toThrow('--allow-production');
    expect(readKeys(production, true).isProduction).toBe(true);
  });
});
