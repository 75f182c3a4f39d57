package io.pinelink.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The BOM is published without a parent, so its versions are written twice and compared here. */
class BomTest {
  @ParameterizedTest
  @CsvSource({
    "grpc-bom, grpc.version",
    "protobuf-bom, protobuf.version",
    "jackson-core, jackson.version",
    "httpcore5, httpcore.version",
    "httpcore5-h2, httpcore.version",
  })
  void theBomUsesTheVersionsOfTheParent(String artifact, String property) throws Exception {
    assertThat(
            find(
                "../distribution/bom/pom.xml",
                "<artifactId>" + artifact + "</artifactId>\\s*<version>(.*?)<"))
        .isEqualTo(find("../pom.xml", "<" + property + ">(.*?)<"));
  }

  @ParameterizedTest
  @CsvSource({
    "pinelink",
    "pinelink-core",
    "pinelink-grpc",
    "pinelink-rest",
    "pinelink-testing",
    "pinelink-admin",
    "pinelink-copy",
    "pinelink-doctor",
    "pinelink-import-files",
    "pinelink-cli",
    "pinelink-connector",
    "pinelink-flink",
    "pinelink-kafka-connect",
    "pinelink-langchain4j",
    "pinelink-spark",
    "pinelink-spring-ai",
    "pinelink-spring-boot-starter",
    "pinelink-micrometer",
    "pinelink-opentelemetry",
    "pinelink-quarkus",
    "pinelink-quarkus-deployment",
  })
  void ownArtifactsHaveTheVersionOfTheParent(String artifact) throws Exception {
    assertThat(
            find(
                "../distribution/bom/pom.xml",
                "<artifactId>" + artifact + "</artifactId>\\s*<version>(.*?)<"))
        .isEqualTo(
            find("../pom.xml", "<artifactId>pinelink-parent</artifactId>\\s*<version>(.*?)<"));
  }

  private static String find(String file, String pattern) throws Exception {
    Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(Path.of(file)));
    assertThat(matcher.find()).as(pattern + " in " + file).isTrue();
    return matcher.group(1);
  }
}
