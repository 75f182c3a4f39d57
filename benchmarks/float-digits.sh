#!/usr/bin/env bash
# Prints how fewer digits of floats over REST change the bytes of vectors and the recall of exact searches. Takes three
# minutes. It is no measurement of time: the figures are the same on every machine.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
mvn -q -B -ntp -f "$root/pom.xml" -pl benchmarks -am -Dmaven.test.skip=true package >&2
java -cp "$root/benchmarks/target/classes:$(cat "$root/benchmarks/target/classpath")" \
  io.pinelink.benchmarks.report.FloatDigits
