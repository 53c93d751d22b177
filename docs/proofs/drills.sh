#!/usr/bin/env bash
# Long proofs of the shipped scenarios on the packaged jar: each passes, and with the rule that it depends on removed it fails and says
# which expectation and why; beside a real incident no drill reaches a real channel. Some five minutes on two cores.
#
#   docs/proofs/drills.sh                   all of them
#   docs/proofs/drills.sh beside            those whose name begins so
set -euo pipefail
cd "$(dirname "$0")/../.."
./mvnw -q -B package -DskipTests
./mvnw -B failsafe:integration-test failsafe:verify -Dit.test="DrillsProof#${1:-}*" \
  -Dsurefire.failIfNoSpecifiedTests=false | grep --line-buffered -E "PROOF|Tests run|ERROR|FAIL|BUILD"
