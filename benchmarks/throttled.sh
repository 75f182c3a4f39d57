#!/usr/bin/env bash
# Loads vectors into a server with a rate limit, by the bulk engine and by a pool of threads, and writes results/:
#   benchmarks/throttled.sh [--quick]
# A full run takes about five minutes; --quick takes one and checks that everything works.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
mvn -q -B -ntp -f "$root/pom.xml" -pl benchmarks -am -Dmaven.test.skip=true package
exec java -cp "$root/benchmarks/target/classes:$root/examples/target/classes:$(cat "$root/examples/target/classpath")" \
  io.pinelink.benchmarks.report.Throttled "$root/benchmarks/results" "$@"
