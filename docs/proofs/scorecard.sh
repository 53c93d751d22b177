#!/usr/bin/env bash
# Long proofs of the scorecard on the packaged jar: a hundred thousand past incidents in the database, on H2 and on PostgreSQL; how long
# it takes to count them, and how fast the scorecard's page, the list of incidents and the search answer then. Some ten minutes on two
# cores.
#
#   docs/proofs/scorecard.sh                both databases
#
# PROOF_INCIDENTS says how many.
set -euo pipefail
cd "$(dirname "$0")/../.."
./mvnw -q -B package -DskipTests
./mvnw -B failsafe:integration-test failsafe:verify -Dit.test="ScorecardProof#${1:-}*" \
  -Dproof.incidents="${PROOF_INCIDENTS:-100000}" -Dsurefire.failIfNoSpecifiedTests=false | grep --line-buffered -E "PROOF|Tests run|ERROR|FAIL|BUILD"
