#!/usr/bin/env bash
# A real Prometheus and Alertmanager against a running Holdfast: one rule fires for five minutes with a repeat each minute, and opens
# one incident; then it resolves. Needs prometheus, prometheus-alertmanager, curl and python3 on the path.
#   HOLDFAST=http://127.0.0.1:8080 TOKEN=… MINUTES=5 docs/examples/prometheus/try.sh
set -euo pipefail
: "${HOLDFAST:?address of Holdfast}" "${TOKEN:?a token with scopes signals and read}"
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT

cp "$here"/*.yml "$work"
sed -i "s|HOLDFAST|$HOLDFAST|; s|TOKEN|$TOKEN|" "$work/alertmanager.yml"
probe() { printf '# TYPE sign_in_success_share gauge\nsign_in_success_share %s\n' "$1" > "$work/metrics.txt"; }
incidents() { curl -sS --fail -H "Authorization: Bearer $TOKEN" "$HOLDFAST/api/incidents" | python3 -c '
import json, sys
for i in json.load(sys.stdin)["items"]: print(i["key"], i["severity"], i["phase"], i["status"], i["title"])'; }

probe 0.99
(cd "$work" && python3 -m http.server 19100 --bind 127.0.0.1 >/dev/null 2>&1) &
prometheus-alertmanager --config.file="$work/alertmanager.yml" --storage.path="$work/am" \
  --web.listen-address=127.0.0.1:19093 --cluster.listen-address= > "$work/am.log" 2>&1 &
prometheus --config.file="$work/prometheus.yml" --storage.tsdb.path="$work/tsdb" \
  --web.listen-address=127.0.0.1:19090 > "$work/prometheus.log" 2>&1 &
sleep 8
before=$(incidents | wc -l)
probe 0.71
sleep "$(( ${MINUTES:-5} * 60 ))"
echo "Firing for ${MINUTES:-5} min, repeated each minute: $(( $(incidents | wc -l) - before )) new incident(s)"
incidents
probe 0.99
sleep 25
echo "Resolved:"
incidents
