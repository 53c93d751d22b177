#!/usr/bin/env bash
# Long proofs of delivery on the packaged jar: 10,000 recipients through kills and a failing vendor, on one node with H2 and on two
# with PostgreSQL; the pace across two nodes; 100,000 recipients on both databases. Some 20 minutes on two cores.
#
#   docs/proofs/delivery.sh                 all of them
#   docs/proofs/delivery.sh noSecond        those whose name begins so
#
# PROOF_SEED chooses the moments of the kills and the vendor's faults.
set -euo pipefail
cd "$(dirname "$0")/../.."
./mvnw -q -B package -DskipTests
./mvnw -B failsafe:integration-test failsafe:verify -Dit.test="FanOutProof#${1:-}*" \
  -Dproof.seed="${PROOF_SEED:-1}" -Dsurefire.failIfNoSpecifiedTests=false | grep --line-buffered -E "PROOF|Tests run|ERROR|FAIL|BUILD"
