#!/usr/bin/env bash
# From nothing to the first authorised call. The operator's system registers an agency and its client over HTTP; the agency,
# with its own key, gets a token for one of its practitioners and asks the index for a child.
#   docs/examples/first-call.sh <operator's client id> <its private key, PEM> <name of that key>
# Prints the answer. CYPP_GATEWAY: where the platform is, http://localhost:8080 unless set. Needs openssl and curl.
set -euo pipefail
operator=$1 operator_key=$2 operator_kid=$3
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT

# shellcheck source=docs/examples/client.sh
. "$(dirname "$0")/client.sh"

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
