/**
 * `mcp-conformance/vitest`: a judged testbed in tests without a browser.
 *
 *     import { expect, useTestbed } from 'mcp-conformance/vitest';
 *
 *     const testbed = useTestbed({ provider: './acme.provider.ts' });
 *
 *     it('binds codes to their verifier', async () => {
 *       expect(await testbed().judge('as.pkce')).toHaveNoFailures();
 *     });
 */
import { afterAll, beforeAll, expect } from 'vitest';
import { type JudgedTestbed, openJudgedTestbed, type TestbedSettings } from './judged-testbed.ts';
import { matchers, type VerdictMatchers } from './matchers.ts';

export type { JudgedTestbed, TestbedSettings } from './judged-testbed.ts';
export { openJudgedTestbed } from './judged-testbed.ts';
export { expect };

expect.extend(matchers as never);

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: has to agree with the declaration that it extends
  interface Assertion<T = any> extends VerdictMatchers<void> {
    readonly [subject]?: T;
  }
}

declare const subject: unique symbol;

/** Starts a testbed before the tests of a file or suite and ends it after them; answers with how to reach it. */
export function useTestbed(settings: TestbedSettings = {}): () => JudgedTestbed {
  let testbed: JudgedTestbed | null = null;
  beforeAll(async () => {
    testbed = await openJudgedTestbed(settings);
  });
  afterAll(async () => {
    await testbed?.[Symbol.asyncDispose]();
    testbed = null;
  });
  return () => {
    if (!testbed) throw new Error('the testbed is there while tests run, not while they are declared');
    return testbed;
  };
}
