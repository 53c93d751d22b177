#!/usr/bin/env bash
# Proof on the packaged jar, on H2 and on PostgreSQL: killed (SIGKILL) in each phase of an incident, and in the middle of switching a mode
# on and of rolling it back, and started again, it goes on where it was; nobody is told twice, and each effect is there once. Some two
# minutes on two cores. The build's own tests kill it at each of these places on one of the two databases.
set -euo pipefail
cd "$(dirname "$0")/../.."
./mvnw -q -B package -DskipTests
./mvnw -B failsafe:integration-test failsafe:verify -Dit.test="Killed*IT" -Dholdfast.every-phase=true \
  | grep -E "Tests run|ERROR|FAIL|BUILD"
