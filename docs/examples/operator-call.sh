#!/usr/bin/env bash
# One call as the operator's own system, for the person who makes it:
#   docs/examples/operator-call.sh <path>          reads
#   docs/examples/operator-call.sh <path> <body>   writes (POST, JSON)
# CYPP_GATEWAY: where the platform is, http://localhost:8080 unless set. CYPP_OPERATOR, CYPP_OPERATOR_KEY (file, RSA), CYPP_OPERATOR_KID: the
# operator's client. CYPP_PRACTITIONER: the id of who calls, for the record. CYPP_ROLE: platform-operator unless set. Prints the answer.
# Exit 1: one of these is not set. Exit 2: wrong use. Else as curl: 22 for a refusal, which is printed.
set -euo pipefail
: "${CYPP_OPERATOR?}" "${CYPP_OPERATOR_KEY?}" "${CYPP_OPERATOR_KID?}" "${CYPP_PRACTITIONER?}"
(($# == 1 || $# == 2)) || { echo 'usage: docs/examples/operator-call.sh <path> [<body>]' >&2; exit 2; }
# shellcheck source=docs/examples/client.sh
. "$(dirname "$0")/client.sh"

bearer=$(token "$CYPP_OPERATOR" "$CYPP_OPERATOR_KEY" "$CYPP_OPERATOR_KID" "$CYPP_PRACTITIONER" "${CYPP_ROLE:-platform-operator}")
if (($# == 2)); then
  post "$1" "$bearer" "$2"
else
  curl -sS --fail-with-body "$gateway$1" -H "Authorization: Bearer $bearer"
fi
