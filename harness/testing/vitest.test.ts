import { describe, it } from 'vitest';
import { openCookieJar } from '../sign-in/cookies.ts';
import { formDriver } from '../sign-in/form.ts';
import { openConnections, openHttp } from '../trace/open-http.ts';
import { Trace } from '../trace/trace.ts';
import { expect, useTestbed } from './vitest.ts';

/** A browser for tests: walks the pages, then delivers the callback as a browser would. */
async function signIn(url: string, user: { username: string; password: string }): Promise<void> {
  const connections = openConnections();
  const http = openHttp({
    trace: new Trace(),
    from: 'browser',
    partyOf: () => 'authorization-server',
    connections,
    timeoutMs: 5000,
  });
  const redirectUri = new URL(url).searchParams.get('redirect_uri') ?? '';
  const trip = await formDriver().drive({
    url,
    redirectUris: [redirectUri],
    state: null,
    user,
    decision: 'approve',
    cookies: openCookieJar(),
    http,
  });
  await fetch(trip.redirectedTo ?? '');
  connections.close();
}

describe('a judged testbed of conforming parts', () => {
  const testbed = useTestbed();

  it('says nothing before anything happened', () => {
    expect(() => expect(testbed()).toHaveNoFailures()).toThrow('nothing was judged');
    expect(testbed().verdictOf('as.authz.state-echoed')).toBe(null);
    expect(() => expect(testbed()).toHold('client.pkce.uses-s256')).toThrow('nothing seen so far');
  });

  it('judges a sign-in that the test carries out', async () => {
    const { users, connect } = testbed();
    const [user = { username: '', password: '' }] = users;
    expect(await connect((url) => signIn(url, user))).toMatchObject({ ok: true });
    expect(testbed()).toHold('client.pkce.uses-s256');
    expect(testbed()).toHaveNoFailures();
    expect(() => expect(testbed()).toBreak('client.pkce.uses-s256')).toThrow('it is pass');
  });

  it('throws what went wrong in the browser, where the test can see it', async () => {
    await expect(testbed().connect(() => Promise.reject(new Error('no such button')))).rejects.toThrow(
      'no such button',
    );
    const careless = () => {
      throw new Error('thrown at once');
    };
    await expect(testbed().connect(careless)).rejects.toThrow('thrown at once');
  });

  it('runs scenarios, and suggests the id that was meant', async () => {
    expect(await testbed().judge('as.pkce')).toHaveNoFailures();
    await expect(testbed().judge('as.pcke')).rejects.toThrow('as.pkce');
  });
});

describe('a judged testbed with a fault', () => {
  const testbed = useTestbed({ faults: ['as.token.cacheable'] });

  it('shows what the fault breaks in the traffic of the test', async () => {
    const [user = { username: '', password: '' }] = testbed().users;
    await testbed().connect((url) => signIn(url, user));
    expect(testbed()).toBreak('as.token.response-format');
    expect(() => expect(testbed()).toHaveNoFailures()).toThrow('as.token');
  });
});
