#!/usr/bin/env bash
# From nothing to the first authorised call. The operator's system registers an agency and its client over HTTP; the agency,
# with its own key, gets a token for one of its practitioners and asks the index for a child.
#   docs/examples/first-call.sh <operator's client id> <its private key, PEM> <name of that key>
# Prints the answer. CYPP_GATEWAY: where the platform is, http://localhost:8080 unless set. Needs openssl and curl.
set -euo pipefail
gateway=${CYPP_GATEWAY:-http://localhost:8080}
operator=$1 operator_key=$2 operator_kid=$3
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT

uuid() { cat /proc/sys/kernel/random/uuid; }
b64() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
member() { sed -n "s/.*\"$1\": *\"\([^\"]*\)\".*/\1/p"; }

# token <client id> <key file> <kid> <practitioner> <role>: signs who acts, and swaps that for an access token (five minutes).
token() {
  local now header claims signature
  now=$(date +%s)
  header=$(printf '{"alg":"PS256","typ":"JWT","kid":"%s"}' "$3" | b64)
  claims=$(printf '{"iss":"%s","sub":"%s","aud":"%s/identity","jti":"%s","iat":%d,"exp":%d,"practitioner_id":"%s","practitioner_role":"%s"}' \
    "$1" "$1" "$gateway" "$(uuid)" "$now" "$((now + 120))" "$4" "$5" | b64)
  signature=$(printf '%s.%s' "$header" "$claims" | openssl dgst -sha256 -sign "$2" -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest -binary | b64)
  curl -sS --fail-with-body "$gateway/identity/connect/token" -d grant_type=client_credentials \
    -d client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer -d "client_assertion=$header.$claims.$signature" | member access_token
}

# post <path> <token> <body>: every write has a key of its own, by which a repetition is known.
post() {
  curl -sS --fail-with-body "$gateway$1" -H "Authorization: Bearer $2" -H "Idempotency-Key: $(uuid)" -H 'Content-Type: application/json' -d "$3"
}

# The agency makes its key and keeps it; the operator gets the public half.
openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$work/agency.pem"
public=$(openssl pkey -in "$work/agency.pem" -pubout | awk '{ printf "%s\\n", $0 }')

# The operator, once: an agency, what it may be, until when; its client and key.
agency=$(uuid) client=school-$(uuid)
administrator=$(token "$operator" "$operator_key" "$operator_kid" "$(uuid)" platform-administrator)
post /identity/v1/agencies "$administrator" \
  "{\"agencyId\":\"$agency\",\"name\":\"My school\",\"type\":\"school\",\"roles\":[\"school-lead\"],\"contractEndsOn\":\"$(date -d '+1 year' +%F)\"}" >&2
post "/identity/v1/agencies/$agency/clients" "$administrator" \
  "{\"clientId\":\"$client\",\"keys\":[{\"pem\":\"$public\",\"keyId\":\"my-key\"}]}" >&2

# The agency, from now on by itself.
lead=$(token "$client" "$work/agency.pem" my-key "$(uuid)" school-lead)
post /index/v1/match "$lead" '{"givenName":"Ada","familyName":"Nobody","birthDate":"2008-01-01","postcode":"LS1 1UR"}'
