// openid-client with its defaults: a person signs in (pushed request, code, PKCE), one call, and the code twice.
import { clientId, issuer, privateKey } from './agency.mjs';
import { callHeaders, child, enrol, matchAddress, request, signIn, tell } from './person.mjs';
import * as client from 'openid-client';

const nextCode = await enrol();
const web = await client.discovery(new URL(issuer), clientId, undefined, client.PrivateKeyJwt(await privateKey()));
const checks = { pkceCodeVerifier: client.randomPKCECodeVerifier(), expectedState: client.randomState() };
const link = await client.buildAuthorizationUrlWithPAR(web, {
  ...request, state: checks.expectedState, code_challenge: await client.calculatePKCECodeChallenge(checks.pkceCodeVerifier),
});
const back = await signIn(link, nextCode, process.env.CYPP_ROLE);
const first = await client.authorizationCodeGrant(web, back, checks);
const token = await client.refreshTokenGrant(web, first.refresh_token);
const answer = await client.fetchProtectedResource(web, token.access_token, matchAddress, 'POST', child, callHeaders());
const reuse = await client.authorizationCodeGrant(web, back, checks).then(() => undefined, (error) => error);
const afterReuse = await client.refreshTokenGrant(web, token.refresh_token).then(() => undefined, (error) => error);
await tell(token, answer, reuse, afterReuse);
