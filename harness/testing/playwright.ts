/**
 * `mcp-conformance/playwright`: a judged testbed in browser tests.
 *
 *     import { expect, test } from 'mcp-conformance/playwright';
 *
 *     test.use({ testbedSettings: { provider: './acme.provider.ts' } });
 *
 *     test('signs in and consents', async ({ page, testbed }) => {
 *       const client = await testbed.connect(async (url) => {
 *         await page.goto(url);
 *         await page.getByLabel('Email').fill(testbed.users[0].username);
 *         …
 *       });
 *       expect(client.ok).toBe(true);
 *       expect(testbed).toHold('client.pkce.uses-s256');
 *       expect(testbed).toHaveNoFailures();
 *     });
 *
 * A test that fails gets the HTML report of its traffic attached.
 */
import { test as base, expect as plainExpect } from 'playwright/test';
import { loadReporter, plainOptions } from '../report/reporter.ts';
import { type JudgedTestbed, openJudgedTestbed, type TestbedSettings } from './judged-testbed.ts';
import { matchers } from './matchers.ts';

export type { JudgedTestbed, TestbedSettings } from './judged-testbed.ts';

export interface TestbedFixtures {
  /** What the testbed is to be; set it with `test.use`. */
  readonly testbedSettings: TestbedSettings;
  /** A testbed of this test alone. */
  readonly testbed: JudgedTestbed;
}

export const test = base.extend<TestbedFixtures>({
  testbedSettings: [{}, { option: true }],
  testbed: async ({ testbedSettings }, use, info) => {
    await using testbed = await openJudgedTestbed(testbedSettings);
    await use(testbed);
    if (info.status === info.expectedStatus) return;
    const { render, fileName } = await loadReporter('html');
    const body = render(testbed.report(), plainOptions);
    await info.attach(`mcp-conformance-${fileName}`, { body, contentType: 'text/html' });
  },
});

export const expect = plainExpect.extend(matchers);
