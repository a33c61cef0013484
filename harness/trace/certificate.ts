import { generate } from 'selfsigned';

/** A server certificate for 127.0.0.1, and the certificate of the authority to trust for it; PEM. */
export interface Certificate {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

const day = 24 * 60 * 60 * 1000;

async function make(): Promise<Certificate> {
  const validity = {
    notBeforeDate: new Date(Date.now() - day),
    notAfterDate: new Date(Date.now() + 7 * day),
  };
  const shared = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256', ...validity } as const;
  const authority = await generate([{ name: 'commonName', value: 'mcp-conformance CA' }], {
    ...shared,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const server = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    ...shared,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  });
  return { ca: authority.cert, cert: server.cert, key: server.private };
}

let made: Promise<Certificate> | undefined;

/** A certificate made when it is first needed, once for a process; nothing of it is written to disk. */
export function certificate(): Promise<Certificate> {
  made ??= make();
  return made;
}
