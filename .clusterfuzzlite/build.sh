#!/bin/bash -eu
# Builds every method with @FuzzTest as a fuzz target of ClusterFuzzLite: $OUT receives the jars, and for each target a
# launcher and the corpus to start from.
modules=(core grpc-transport rest-transport server)
mvn -B -q -ntp test-compile -pl "$(IFS=,; echo "${modules[*]}")" -am -Dcheckers=-parameters -Dspotless.check.skip

for module in "${modules[@]}"; do
  lib=$OUT/$module
  mkdir -p "$lib"
  (cd "$module" && mvn -B -q -ntp dependency:copy-dependencies -DincludeScope=test -DoutputDirectory="$lib")
  jar --create --file "$lib/classes.jar" -C "$module/target/classes" .
  jar --create --file "$lib/tests.jar" -C "$module/target/test-classes" .
  while IFS=: read -r class _ method; do
    name=${class##*.}.$method
    cat > "$OUT/$name" <<LAUNCHER
#!/bin/bash
# LLVMFuzzerTestOneInput: the mark by which fuzz targets are found.
here=\$(dirname "\$0")
LD_LIBRARY_PATH="$JVM_LD_LIBRARY_PATH:\$here" exec "\$here/jazzer_driver" --agent_path="\$here/jazzer_agent_deploy.jar" \\
  --cp="\$(printf '%s:' "\$here/$module"/*.jar)" --target_class=$class --target_method=$method \\
  --instrumentation_includes='io.pinelink.**:com.fasterxml.**' --jvm_args=-Xmx1g "\$@"
LAUNCHER
    chmod +x "$OUT/$name"
    inputs=$module/src/test/resources/${class//.//}Inputs/$method
    corpus=$(mktemp -d)
    [ ! -d "$inputs" ] || cp -r "$inputs/." "$corpus"
    [ ! -f ".clusterfuzzlite/corpora/$name.zip" ] || unzip -q -o ".clusterfuzzlite/corpora/$name.zip" -d "$corpus"
    [ -z "$(ls -A "$corpus")" ] || (cd "$corpus" && zip -q -r "$OUT/${name}_seed_corpus.zip" .)
  done < <(java -cp "$(printf '%s:' "$lib"/*.jar)$module/target/test-classes" com.code_intelligence.jazzer.Jazzer \
    --list_fuzz_tests= 2> /dev/null | grep ::)
done
