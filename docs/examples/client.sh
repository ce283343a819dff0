# shellcheck shell=bash
# What a system that calls the platform needs, by openssl and curl; for those who source it. CYPP_GATEWAY: where the platform is,
# http://localhost:8080 unless set.
gateway=${CYPP_GATEWAY:-http://localhost:8080}

uuid() { cat /proc/sys/kernel/random/uuid; }
b64() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
member() { sed -n "s/.*\"$1\": *\"\([^\"]*\)\".*/\1/p"; }

# token <client id> <key file> <kid> <practitioner> <role>: signs who acts, and swaps that for an access token (five minutes).
token() {
  local now header claims signature answer
  now=$(date +%s)
  header=$(printf '{"alg":"PS256","typ":"JWT","kid":"%s"}' "$3" | b64)
  claims=$(printf '{"iss":"%s","sub":"%s","aud":"%s/identity","jti":"%s","iat":%d,"exp":%d,"practitioner_id":"%s","practitioner_role":"%s"}' \
    "$1" "$1" "$gateway" "$(uuid)" "$now" "$((now + 120))" "$4" "$5" | b64)
  signature=$(printf '%s.%s' "$header" "$claims" | openssl dgst -sha256 -sign "$2" -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest -binary | b64)
  answer=$(curl -sS --fail-with-body "$gateway/identity/connect/token" -d grant_type=client_credentials \
    -d client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer -d "client_assertion=$header.$claims.$signature") || { printf '%s\n' "$answer" >&2; return 22; }
  member access_token <<<"$answer"
}

# post <path> <token> <body>: every write has a key of its own, by which a repetition is known.
post() {
  curl -sS --fail-with-body "$gateway$1" -H "Authorization: Bearer $2" -H "Idempotency-Key: $(uuid)" -H 'Content-Type: application/json' -d "$3"
}
