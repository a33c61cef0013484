import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { packageRoot } from '../../catalogue/package-root.ts';
import { packageVersion } from '../version.ts';
import { workflowText } from './workflow-text.ts';

const acme = {
  version: packageVersion(),
  provider: 'conformance/acme.provider.yaml',
  variables: ['ACME_USER', 'ACME_PASSWORD'],
};

interface Workflow {
  readonly jobs: { readonly conformance: { readonly steps: readonly Step[] } };
}

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

function judgeStep(text: string): Step | undefined {
  const { jobs } = parse(text) as Workflow;
  return jobs.conformance.steps.find(({ name }) => name === 'Judge');
}

test('docs/ci.md shows what init ci writes', () => {
  const page = readFileSync(path.join(packageRoot(), 'docs/ci.md'), 'utf8');
  const [, shown] = /```yaml\n(name: [\s\S]*?)```/.exec(page) ?? [];
  expect(shown).toBe(workflowText(acme));
});

test('is one command, with the secrets that the definition reads', () => {
  expect(judgeStep(workflowText(acme))).toEqual({
    name: 'Judge',
    run: expect.stringMatching(
      /^npx --yes mcp-conformance@\d+\.\d+ run --provider conformance\/acme\.provider\.yaml --mode all [^\n]*\n$/,
    ),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub reads it
    env: { ACME_USER: '${{ secrets.ACME_USER }}', ACME_PASSWORD: '${{ secrets.ACME_PASSWORD }}' },
  });
});

test('keeps what is named in one piece, and leaves out what is not', () => {
  const server = "https://mcp.example/it's here?a=1&b=2";
  const step = judgeStep(workflowText({ version: '2.3.4', server, baseline: 'a b.yaml', variables: [] }));
  expect(step?.run).toContain("mcp-conformance@2.3 run --server 'https://mcp.example/it'\\''s here?a=1&b=2'");
  expect(step?.run).toContain("--baseline 'a b.yaml'");
  expect(step?.env).toBeUndefined();
});
