// openid-client with its defaults: discovery, a token, one call, and the same assertion twice.
import { callHeaders, child, clientId, issuer, matchAddress, nameThePractitioner, privateKey, signedOnce, tell } from './agency.mjs';
import * as client from 'openid-client';

const authentication = client.PrivateKeyJwt(await privateKey(), { [client.modifyAssertion]: nameThePractitioner });
const agency = await client.discovery(new URL(issuer), clientId, undefined, authentication);
const token = await client.clientCredentialsGrant(agency);
const answer = await client.fetchProtectedResource(agency, token.access_token, matchAddress, 'POST', child, callHeaders());

const thief = new client.Configuration(agency.serverMetadata(), clientId, undefined, signedOnce(authentication));
await client.clientCredentialsGrant(thief);
const refusal = await client.clientCredentialsGrant(thief).then(() => undefined, (error) => error);
await tell(token, answer, refusal);
