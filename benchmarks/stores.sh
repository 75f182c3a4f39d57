#!/usr/bin/env bash
# The vector stores of LangChain4j and Spring AI on Pinelink and on the official client, side by side:
#   benchmarks/stores.sh [--quick]
# Needs root and iproute2: all processes run in a network namespace of their own, where the embedded server has the
# names and the port of the service, because the frameworks' own stores cannot be given others.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
out=$root/benchmarks/target
namespace=pinelink-stores

mvn -q -B -ntp -f "$root/pom.xml" -pl benchmarks -am -Dmaven.test.skip=true package
class_path_of() { # FILE POM OPTIONS...
  local file=$1 pom=$2
  shift 2
  mvn -q -B -ntp -f "$pom" "$@" org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath \
    -Dmdep.outputFile="$file.libraries"
}
subjects=()
for framework in langchain4j spring-ai; do
  class_path_of "$out/$framework-own" "$root/benchmarks/$framework/pom.xml"
  echo "$out/classes:$(cat "$out/$framework-own.libraries")" > "$out/$framework-own"
  class_path_of "$out/$framework-pinelink" "$root/pom.xml" -pl "integrations/$framework" -am -Dmaven.test.skip=true package
  echo "$out/classes:$root/integrations/$framework/target/classes:$(cat "$out/$framework-pinelink.libraries")" \
    > "$out/$framework-pinelink"
  subjects+=("$framework-own" "$out/$framework-own" "$framework-pinelink" "$out/$framework-pinelink")
done

trap 'ip netns del $namespace' EXIT
ip netns add $namespace
ip -n $namespace link set lo up
ip netns exec $namespace java \
  -cp "$out/classes:$root/examples/target/classes:$(cat "$root/examples/target/classpath")" \
  io.pinelink.benchmarks.report.Stores "$root/benchmarks/results" "${1:-}" "${subjects[@]}"
