// oauth4webapi with its defaults: discovery, a token, one call, and the same assertion twice.
import { callHeaders, child, clientId, issuer, matchAddress, nameThePractitioner, privateKey, signedOnce, tell } from './agency.mjs';
import * as oauth from 'oauth4webapi';

const authentication = oauth.PrivateKeyJwt(await privateKey(), { [oauth.modifyAssertion]: nameThePractitioner });
const address = new URL(issuer);
const server = await oauth.processDiscoveryResponse(address, await oauth.discoveryRequest(address));
const client = { client_id: clientId };

async function tokenBy(proof) {
  const response = await oauth.clientCredentialsGrantRequest(server, client, proof, {});
  return await oauth.processClientCredentialsResponse(server, client, response);
}

const token = await tokenBy(authentication);
// As a resource server sees it: RFC 9068, its signature by the keys that discovery names.
await oauth.validateJwtAccessToken(server, new Request(matchAddress, { headers: { authorization: `Bearer ${token.access_token}` } }), 'urn:cypp');
const answer = await oauth.protectedResourceRequest(token.access_token, 'POST', matchAddress, callHeaders(), child);

const proof = signedOnce(authentication);
await tokenBy(proof);
const refusal = await tokenBy(proof).then(() => undefined, (error) => error);
await tell(token, answer, refusal);
