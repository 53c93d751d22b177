#!/usr/bin/env bash
# How long a replay takes: a changed table of fallback rules over a thousand past incidents with twelve decisions each, on H2 and then on
# PostgreSQL. Some two minutes on two cores, once all is compiled.
#
# PROOF_INCIDENTS says how many.
set -euo pipefail
cd "$(dirname "$0")/../.."
./mvnw -q -B test-compile
for on in OnH2Test OnPostgresTest; do
  ./mvnw -B surefire:test -Dtest="ManyReplayedTest\$$on" -Dproof.incidents="${PROOF_INCIDENTS:-1000}" |
    grep -E "PROOF|Tests run|ERROR|FAIL|BUILD"
done
