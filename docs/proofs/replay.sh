#!/usr/bin/env bash
# How long a replay takes: a changed table of fallback rules over a thousand past incidents with twelve decisions each, on H2 and on
# PostgreSQL, one after the other. Some two minutes on two cores.
#
# PROOF_INCIDENTS says how many.
set -euo pipefail
cd "$(dirname "$0")/../.."
./mvnw -B test -Dtest="ManyReplayedTest*" -Dproof.incidents="${PROOF_INCIDENTS:-1000}" -DforkCount=1 \
  -Dsurefire.failIfNoSpecifiedTests=false | grep -E "PROOF|Tests run|ERROR|FAIL|BUILD"
