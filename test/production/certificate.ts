import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Certificate {
  readonly certificateFile: string;
  readonly keyFile: string;
  /** The certificate as PEM, for clients that trust it. */
  readonly text: string;
}

/** Creates a self-signed certificate for `host` in `directory`, valid for two days. */
export function makeCertificate(host: string, directory: string): Certificate {
  const [certificateFile, keyFile] = [join(directory, 'fullchain.pem'), join(directory, 'privkey.pem')];
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
      ...['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`, '-days', '2'],
      ...['-keyout', keyFile, '-out', certificateFile],
    ],
    { stdio: 'pipe' },
  );
  return { certificateFile, keyFile, text: readFileSync(certificateFile, 'utf8') };
}
