import { rmSync, writeFileSync } from 'node:fs';
import { TargetError, UsageError } from '../../define/error.ts';
import type { StandalonePart } from '../../testbed/standalone.ts';
import { withoutSdkWarnings } from '../run/without-sdk-warnings.ts';
import { untilInterrupted } from '../until-interrupted.ts';

/**
 * Says where parts stand, and keeps them until somebody interrupts or one of them ends by itself; closes them all.
 *
 * `caFile` is where the certificate that their callers need is written meanwhile.
 */
export async function runParts(parts: readonly StandalonePart[], caFile: string | undefined): Promise<void> {
  const ca = parts.find((part) => part.ca !== undefined)?.ca;
  try {
    for (const line of parts.flatMap(({ lines }) => lines)) console.log(line);
    if (caFile !== undefined) writeCertificate(caFile, ca);
    console.log('\nCtrl-C ends it.');
    const endings = parts.flatMap(({ ended }) => (ended ? [ended()] : []));
    const how = await withoutSdkWarnings(() => Promise.race([untilInterrupted(), ...endings]));
    if (how) throw new TargetError('ended', `the server ${how}`);
  } finally {
    for (const part of parts.toReversed()) await part.close();
    if (caFile !== undefined && ca !== undefined) rmSync(caFile, { force: true });
  }
}

function writeCertificate(file: string, ca: string | undefined): void {
  if (ca === undefined) throw new UsageError('ca-file', '--ca-file: this part has no certificate of its own');
  writeFileSync(file, ca);
  console.log(`CA certificate        ${file}  (until it ends)`);
}
