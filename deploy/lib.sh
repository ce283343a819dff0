# shellcheck shell=bash
# What deploy/apply and deploy/migrate share: documents of $work/all.yaml, an overlay as it was rendered, and the cluster's $namespace.
kubectl=${KUBECTL:-kubectl}
patience=${CYPP_PATIENCE:-900}

k() { "$kubectl" --namespace "$namespace" "$@"; }

# render OVERLAY [VERSION]: makes $work, which goes with the script, and learns $namespace. Exits as deploy/render, which stands in $here, does.
render() {
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  "$here/render" "$@" >"$work/all.yaml" || exit
  namespace=$(names Namespace)
}

# part KIND...: the documents of these kinds; `part -v` all others.
part() {
  local invert=0
  [[ $1 != -v ]] || { invert=1; shift; }
  awk -v kinds=" $* " -v invert="$invert" '
    function flush() { if (kind != "" && (index(kinds, " " kind " ") > 0) != invert) printf "---\n%s", document; document = kind = "" }
    /^---$/ { flush(); next }
    /^kind: / { kind = $2 }
    { document = document $0 "\n" }
    END { flush() }
  ' "$work/all.yaml"
}

# one KIND NAME: that document.
one() {
  part "$1" | awk -v name="$2" '
    function flush() { if (found) printf "---\n%s", document; document = ""; found = 0 }
    /^---$/ { flush(); next }
    $0 == "  name: " name { found = 1 }
    { document = document $0 "\n" }
    END { flush() }
  '
}

names() { part "$1" | awk '/^metadata:/ { inside = 1; next } /^[^ ]/ { inside = 0 } inside && /^  name: / { print $2 }'; }

state() { k get job "$1" --ignore-not-found -o 'jsonpath={.status.conditions[?(@.status=="True")].type}'; }

start() {
  one Job "$1" >"$work/job.yaml"
  k apply -f "$work/job.yaml"
}

# finish JOB: waits for its end. Exit 4: it failed, or did not end in time.
finish() {
  until k wait --for=condition=Complete --timeout=10s "job/$1" 2>/dev/null; do
    [[ $(state "$1") != *Failed* ]] || { say "$1 failed:"; k logs "job/$1" --tail=50 >&2 || true; exit 4; }
    ((SECONDS < patience + 900)) || { say "$1 did not end"; exit 4; }
  done
}
