// A person at a browser without script, as far as a sign-in needs one: forms, cookies, redirects of the platform's own.
import { decodeBase32IgnorePadding } from '@oslojs/encoding';
import { generateHOTP } from '@oslojs/otp';
import { callHeaders, child, issuer, matchAddress } from './agency.mjs';

const { CYPP_USER: user, CYPP_ENROLMENT_CODE: enrolment } = process.env;
const password = 'correct horse battery';
const cookies = new Map();

export const redirect = 'https://web.test/callback';

async function send(address, fields) {
  const answer = await fetch(address, {
    method: fields ? 'POST' : 'GET',
    body: fields && new URLSearchParams(fields),
    headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
    redirect: 'manual',
  });
  for (const cookie of answer.headers.getSetCookie()) {
    const [name, value] = cookie.split(';')[0].split(/=(.*)/s);
    value ? cookies.set(name, value) : cookies.delete(name);
  }
  if (!answer.headers.has('location')) {
    return { address, html: await answer.text() };
  }
  const next = new URL(answer.headers.get('location'), address);
  return next.origin === new URL(issuer).origin ? send(next) : { address: next };
}

function submit(page, fields) {
  const [, action] = page.html.match(/action="([^"]+)"/) ?? [];
  if (!action) throw new Error(page.html);
  return send(new URL(action, page.address), { form: page.html.match(/name="form" value="([^"]+)"/)[1], ...fields });
}

// RFC 6238: HOTP of the 30-second step. A code is good once, and the platform takes one of the next step.
const codeOf = (secret, step) => generateHOTP(secret, BigInt(step), 6);
const stepNow = () => Math.floor(Date.now() / 30_000);

// Sets password and authenticator; returns the authenticator, whose codes are each of another step.
export async function enrol() {
  const page = await submit(await send(new URL('/identity/enrol', issuer)), { user, enrolment, password });
  const secret = decodeBase32IgnorePadding(page.html.match(/<code id="secret">([^<]+)/)[1].replaceAll(' ', ''));
  let step = stepNow();
  await submit(page, { code: codeOf(secret, step) });
  return () => codeOf(secret, ++step);
}

// From the client's link to the address to which the client is sent its answer.
export async function signIn(link, nextCode, role) {
  let page = await submit(await send(link), { user, password });
  page = await submit(page, { code: nextCode() });
  return (await submit(page, { role })).address;
}

export const request = { redirect_uri: redirect, scope: 'index learning', code_challenge_method: 'S256' };

export async function tell(token, answer, reuse, afterReuse) {
  const claims = JSON.parse(Buffer.from(token.access_token.split('.')[1], 'base64url'));
  console.log(JSON.stringify({
    scope: claims.scope, practitioner: claims.practitioner_id, role: claims.practitioner_role, acr: claims.acr, authTime: claims.auth_time,
    status: answer.status, match: await answer.json(), reuse: reuse?.error, afterReuse: afterReuse?.error,
  }));
}

export { callHeaders, child, matchAddress };
