// oauth4webapi with its defaults: a person signs in (pushed request, code, PKCE), one call, and the code twice.
import { clientId, issuer, privateKey } from './agency.mjs';
import { callHeaders, child, enrol, matchAddress, redirect, request, signIn, tell } from './person.mjs';
import * as oauth from 'oauth4webapi';

const nextCode = await enrol();
const authentication = oauth.PrivateKeyJwt(await privateKey());
const address = new URL(issuer);
const server = await oauth.processDiscoveryResponse(address, await oauth.discoveryRequest(address));
const client = { client_id: clientId };
const [verifier, state] = [oauth.generateRandomCodeVerifier(), oauth.generateRandomState()];

const pushed = await oauth.processPushedAuthorizationResponse(server, client, await oauth.pushedAuthorizationRequest(server, client, authentication, {
  ...request, response_type: 'code', state, code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
}));
const link = new URL(server.authorization_endpoint);
link.search = new URLSearchParams({ client_id: clientId, request_uri: pushed.request_uri });
const back = oauth.validateAuthResponse(server, client, await signIn(link, nextCode, process.env.CYPP_ROLE), state);

const redeem = async () => oauth.processAuthorizationCodeResponse(
  server, client, await oauth.authorizationCodeGrantRequest(server, client, authentication, back, redirect, verifier));
const refresh = async (last) => oauth.processRefreshTokenResponse(
  server, client, await oauth.refreshTokenGrantRequest(server, client, authentication, last));

const token = await refresh((await redeem()).refresh_token);
// As a resource server sees it: RFC 9068, its signature by the keys that discovery names.
await oauth.validateJwtAccessToken(server, new Request(matchAddress, { headers: { authorization: `Bearer ${token.access_token}` } }), 'urn:cypp');
const answer = await oauth.protectedResourceRequest(token.access_token, 'POST', matchAddress, callHeaders(), child);
const reuse = await redeem().then(() => undefined, (error) => error);
const afterReuse = await refresh(token.refresh_token).then(() => undefined, (error) => error);
await tell(token, answer, reuse, afterReuse);
