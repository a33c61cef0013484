import type { AuditRow } from '../../report/audit/audit-row.ts';
import { type AuditFrame, auditText } from '../../report/audit/audit-text.ts';
import { jsonText } from '../../report/json-text.ts';
import type { Report } from '../../report/schema.ts';
import type { AuditArguments } from '../commands/audit.ts';
import { print } from '../report/print.ts';
import { terminalLook } from '../terminal-look.ts';

/** Prints an audit; what `ndjson` writes has been written already. */
export async function printAudit(
  rows: readonly AuditRow[],
  reports: readonly Report[],
  frame: AuditFrame,
  { reporter, strict }: Pick<AuditArguments, 'reporter' | 'strict'>,
): Promise<void> {
  switch (reporter) {
    case 'terminal':
      return print(auditText(rows, frame, { ...terminalLook(), strict }));
    case 'json':
      return print(jsonText(rows));
    case 'html': {
      const { matrixOf } = await import('../../report/matrix/matrix.ts');
      const { matrixHtml } = await import('../../report/matrix/matrix-html.ts');
      return print(
        matrixHtml(matrixOf(reports.map((report) => ({ name: report.provider, report }))), 'target'),
      );
    }
    case 'ndjson':
      return;
    default:
      return reporter satisfies never;
  }
}
