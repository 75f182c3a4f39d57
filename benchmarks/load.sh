#!/usr/bin/env bash
# Loads many vectors into a server that only counts them, checks that all arrived, and writes results/:
#   benchmarks/load.sh [--quick] [--documents]
# A full run loads 117,791 embeddings of a dictionary and 2,000,000 generated vectors, over gRPC and over REST, and
# 1,000,000 generated documents, with a client heap of 256 MiB, then batches of several sizes. It takes fifteen minutes,
# during which nothing else should run. The first run also embeds the dictionary into PINELINK_CACHE (default
# ~/.cache/pinelink-examples), which takes some more minutes. --quick loads 3,000 and 50,000 vectors and 25,000
# documents, to check that everything works. --documents loads the documents alone, which takes three minutes and needs
# no dictionary.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cache=${PINELINK_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/pinelink-examples}
mvn -q -B -ntp -f "$root/pom.xml" -pl benchmarks,cli -am -Dmaven.test.skip=true package
exec java -cp "$root/benchmarks/target/classes:$root/examples/target/classes:$(cat "$root/examples/target/classpath")" \
  io.pinelink.benchmarks.report.BulkLoad "$root/cli/target/pinelink.jar" "$root/benchmarks/results" "$cache" "$@"
