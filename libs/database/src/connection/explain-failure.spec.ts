import { expect, test } from '@jest/globals';
import { explainFailure } from './explain-failure.js';

const URL = 'postgresql://charts:secret@db.example:5432/charts';

/** What operators read about a connection that failed with this code. */
function explanationOf(code: string, message: string): string {
  const explained = explainFailure(Object.assign(new Error(message), { code }), URL, false);
  return explained instanceof Error ? explained.message : '';
}

test.each([
  ['CERT_HAS_EXPIRED', 'certificate has expired', "certificate has expired. Renew the server's certificate"],
  ['CERT_NOT_YET_VALID', 'certificate is not yet valid', 'Correct the clock of this machine'],
  [
    'ERR_TLS_CERT_ALTNAME_INVALID',
    "Hostname/IP does not match certificate's altnames",
    'Connect by a host name',
  ],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'unable to get local issuer certificate', 'Set sslrootcert=<file>'],
  [
    'SELF_SIGNED_CERT_IN_CHAIN',
    'self-signed certificate in chain',
    'the authority of its certificate is unknown. Set',
  ],
  ['ERR_OSSL_PEM_NO_START_LINE', 'no start line', 'Correct sslrootcert, sslcert or sslkey'],
  [
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'self-signed certificate',
    'its certificate is self-signed. Set sslrootcert=<file>',
  ],
])('%s has the remedy that mends it', (code, message, wanted) => {
  expect(explanationOf(code, message)).toContain(wanted);
});

test('a failure of a statement is not explained as one of the connection', () => {
  const failure = Object.assign(new Error('type "x" does not exist'), { code: '42704' });
  expect(explainFailure(failure, URL, true)).toBe(failure);
});
