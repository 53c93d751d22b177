#!/usr/bin/env bash
# The proof of the loop on the packaged jar: an outage without a fitting rule, its change replayed, approved by another one and in force,
# the same outage again with less time and fewer minutes lost, and once more with the change rolled back. Some four minutes on two cores.
set -euo pipefail
cd "$(dirname "$0")/../.."
./mvnw -q -B package -DskipTests
./mvnw -B failsafe:integration-test failsafe:verify -Dit.test="LearnedProof" \
  -Dsurefire.failIfNoSpecifiedTests=false | grep --line-buffered -E "PROOF|Tests run|ERROR|FAIL|BUILD"
