// What both scripts have in common: who calls, with which key, and one call with the token.
import { readFile } from 'node:fs/promises';
import { webcrypto } from 'node:crypto';

// Debian 12's Node.js 18 keeps these two apart; the libraries look for them where later ones have them.
globalThis.crypto ??= webcrypto;
globalThis.CryptoKey ??= webcrypto.CryptoKey;

export const { CYPP_ISSUER: issuer, CYPP_CLIENT_ID: clientId } = process.env;
export const matchAddress = new URL('/index/v1/match', issuer);

export async function privateKey() {
  const pem = await readFile(process.env.CYPP_KEY_FILE, 'ascii');
  const key = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  return { key: await crypto.subtle.importKey('pkcs8', key, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']), kid: process.env.CYPP_KEY_ID };
}

// For the libraries' modifyAssertion: the assertion says who acts.
export function nameThePractitioner(_header, claims) {
  claims.practitioner_id = process.env.CYPP_PRACTITIONER_ID;
  claims.practitioner_role = process.env.CYPP_PRACTITIONER_ROLE;
}

// Client authentication that sends again, byte for byte, what the library signed the first time.
export function signedOnce(authentication) {
  let signed;
  return async (server, client, body, headers) => {
    await authentication(server, client, body, headers);
    signed ??= body.get('client_assertion');
    body.set('client_assertion', signed);
  };
}

export const child = JSON.stringify({ givenName: 'Ada', familyName: 'Nobody', birthDate: '2008-01-01', postcode: 'LS1 1UR' });
export const callHeaders = () => new Headers({ 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() });

export async function tell(token, answer, refusal) {
  const claims = JSON.parse(Buffer.from(token.access_token.split('.')[1], 'base64url'));
  console.log(JSON.stringify({
    tokenType: token.token_type, expiresIn: token.expires_in, practitioner: claims.practitioner_id, status: answer.status, match: await answer.json(),
    secondUse: { status: refusal?.status, error: refusal?.error },
  }));
}
