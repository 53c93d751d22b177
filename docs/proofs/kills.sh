#!/usr/bin/env bash
# Proof on the packaged jar, on H2 and on PostgreSQL: killed (SIGKILL) in each phase of an incident and started again, it goes on where it
# was, and nobody is told twice. Some four minutes on two cores. The build's own tests kill it on PostgreSQL in two phases only.
set -euo pipefail
cd "$(dirname "$0")/../.."
./mvnw -q -B package -DskipTests
./mvnw -B failsafe:integration-test failsafe:verify -Dit.test="KilledInEachPhase*IT" -Dholdfast.every-phase=true \
  | grep -E "Tests run|ERROR|FAIL|BUILD"
