import { describe, expect, it } from 'vitest';
import { plainOptions } from '../reporter.ts';
import { sampleReport } from '../sample-report.ts';
import { hostileReport } from '../viewer/reports.test-support.ts';
import { displayWidth } from '../wrap.ts';
import diagram from './diagram.ts';

const drawn = diagram(sampleReport, plainOptions);
const widest = (text: string) => Math.max(...text.split('\n').map(displayWidth));

describe('the diagram in text', () => {
  it('has the verdict, the flow on five lanes, and the offence and its control in frames', () => {
    const first = drawn.split('\n\n').slice(0, 3).join('\n\n');
    expect(first).toMatchInlineSnapshot(`
      "3 failures, 2 causes: acme (authorization server) breaks 2 requirements.

      ✗ MUST  as.token.code-single-use          acme · authorization server · dynamic · 2026-07-28
              An authorization code was accepted a second time.
      Redeems one code twice (2 exchanges)
      authorization-server/code-single-use · dynamic · 2026-07-28

             client             browser         resource server   authorization server      harness
                │                   │                   │                   │                   │
      ┌─ control ────────────────────────────────────────────────────────────────────────────────────────┐
      │         │ x3 POST /token    │                   │                   │                   │        │
      │         │ code=‹code #2›    │                   │                   │                   │        │
      │         │ code_verifier=‹code verifier #2›      │                   │                   │        │
      │         │ redirect_uri=http://127.0.0.1:6274/callback               │                   │        │
      │         ├──────────────────────────────────────────────────────────▶│                   │        │
      │         │ 200  7 ms  access_token=‹access token #3›                 │                   │        │
      └──────────────────────────────────────────────────────────────────────────────────────────────────┘
                │                   │                   │                   │                   │
      ┏━ offence ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
      ┃         │ x4 POST /token    │                   │                   │                   │        ┃
      ┃         │ code=‹code #2›    │                   │                   │                   │        ┃
      ┃         │ code_verifier=‹code verifier #2›      │                   │                   │        ┃
      ┃         │ redirect_uri=http://127.0.0.1:6274/callback               │                   │        ┃
      ┃         ├──────────────────────────────────────────────────────────▶│                   │        ┃
      ┃         │ 200  8 ms  access_token=‹access token #4›                 │                   │        ┃
      ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
                │                   │                   │                   │                   │"
    `);
  });

  it('names every broken requirement, and no flow twice', () => {
    const titles = drawn.match(/^authorization-server\/\S+.*$/gm);
    expect(new Set(titles).size).toBe(titles?.length);
    for (const { requirement, verdict, baseline } of sampleReport.results) {
      if (verdict === 'fail' && baseline === null) expect(drawn).toContain(requirement);
    }
  });

  it('is never wider than a hundred columns, whatever is drawn', () => {
    expect(widest(drawn)).toBeLessThanOrEqual(100);
    expect(widest(diagram(sampleReport, { ...plainOptions, width: 80 }))).toBeLessThanOrEqual(80);
    const bodies = hostileReport((text, member) =>
      /^(id|requirement)$/.test(member) ? text : '漢字 '.repeat(90),
    );
    expect(widest(diagram(bodies, plainOptions))).toBeLessThanOrEqual(100);
  });

  it('lets nothing off the wire steer a terminal', () => {
    const hostile = diagram(
      hostileReport((text) => `${text}\u001b]8;;https://evil.example\u0007\u202e`),
      plainOptions,
    );
    expect(hostile).not.toMatch(/[\u001b\u0007\u202e]/);
  });

  it('is the same in colour, and can do without anything but ASCII', () => {
    const painted = diagram(sampleReport, { ...plainOptions, colour: true });
    expect(painted).not.toBe(drawn);
    expect(painted.replaceAll(/\u001b\[\d+m/g, '')).toBe(drawn);
    expect(diagram(sampleReport, { ...plainOptions, ascii: true })).toMatch(/^[\n -~]*$/);
  });

  it('draws every flow where nothing is broken, and says so where nothing was recorded', () => {
    const results = sampleReport.results.filter(({ verdict }) => verdict === 'pass');
    const whole = diagram({ ...sampleReport, results }, plainOptions);
    for (const { id } of sampleReport.exchanges) expect(whole).toMatch(new RegExp(`[│ ]${id} [A-Z]+ /`));
    const empty = { ...sampleReport, results: [], scenarios: [], exchanges: [] };
    expect(diagram(empty, plainOptions)).toContain('No exchange was recorded.');
  });
});
