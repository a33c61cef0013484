import { commandLine } from '../../report/words.ts';

export interface WorkflowOptions {
  /** Version of this package. */
  readonly version: string;
  readonly provider?: string | undefined;
  readonly server?: string | undefined;
  readonly baseline?: string | undefined;
  /** Variables that the definition reads, which become secrets of the repository. */
  readonly variables: readonly string[];
  /** Options that a configuration file sets, which no flag is to replace. */
  readonly configured?: readonly string[];
}

/** A workflow for GitHub Actions that judges on every push and once a week. Pure. */
export function workflowText(options: WorkflowOptions): string {
  const { version, provider, server, baseline, variables, configured = [] } = options;
  const [major, minor] = version.split('.');
  const subject = [
    ...(provider === undefined ? [] : ['--provider', provider]),
    ...(server === undefined ? [] : ['--server', server]),
  ];
  const everywhere = ['mode', 'spec']
    .filter((name) => !configured.includes(name))
    .map((name) => `--${name} all`);
  const lines = [
    `npx --yes mcp-conformance@${major}.${minor} run`,
    ...(subject.length > 0 ? [commandLine(subject)] : []),
    ...(everywhere.length > 0 ? [everywhere.join(' ')] : []),
    ...(baseline === undefined ? [] : [commandLine(['--baseline', baseline])]),
    '--reporter terminal,github,sarif,junit,html --out conformance-report',
  ];
  const environment = variables.map((name) => `          ${name}: \${{ secrets.${name} }}`);
  return `name: MCP conformance
on:
  push:
  pull_request:
  schedule: [{ cron: '17 4 * * 1' }]

permissions:
  contents: read
  security-events: write # for code scanning

jobs:
  conformance:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 22 }

      # Your server, if it is not deployed already:
      # - run: docker compose up --detach --wait

      - name: Judge
        run: >
${lines.map((line) => `          ${line}`).join('\n')}
${environment.length > 0 ? `        env:\n${environment.join('\n')}\n` : ''}
      - name: Keep the report
        if: always()
        uses: actions/upload-artifact@v4
        with:
          name: mcp-conformance
          path: conformance-report

      # Not every repository has code scanning, and forks may not write to it.
      - name: Show in code scanning
        if: always()
        continue-on-error: true
        uses: github/codeql-action/upload-sarif@v4
        with:
          sarif_file: conformance-report/report.sarif
`;
}
