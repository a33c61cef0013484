import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createSecureContext } from 'node:tls';

/** A certificate in a file, because Node takes further authorities from a file only; gone once it was read. */
export interface CertificateFile {
  readonly file: string;
  readonly remove: () => void;
}

const prefix = 'mcp-conformance-ca-';

export function writeCertificate(pem: string): CertificateFile {
  const folder = mkdtempSync(path.join(tmpdir(), prefix));
  const file = path.join(folder, 'ca.pem');
  writeFileSync(file, pem, { mode: 0o600 });
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Reads the authorities of `NODE_EXTRA_CA_CERTS` now, and removes the file where it was written by `writeCertificate`. */
export function readCertificateFile(file: string | undefined): void {
  if (!file) return;
  createSecureContext();
  const folder = path.dirname(file);
  if (path.basename(folder).startsWith(prefix)) rmSync(folder, { recursive: true, force: true });
}
