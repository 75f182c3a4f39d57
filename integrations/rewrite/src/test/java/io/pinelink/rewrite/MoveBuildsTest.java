package io.pinelink.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.openrewrite.Parser;
import org.openrewrite.gradle.GradleParser;
import org.openrewrite.toml.TomlParser;
import org.openrewrite.xml.XmlParser;

@EnabledForJreRange(max = JRE.JAVA_20, disabledReason = "OpenRewrite's parser for Java 17")
class MoveBuildsTest {
  @Test
  void theDependencyOfAPomIsReplaced() {
    String pom =
        """
        <project>
          <dependencies>
            <dependency>
              <groupId>io.pinecone</groupId>
              <artifactId>pinecone-client</artifactId>
              <version>${pinecone.version}</version>
              <exclusions>
                <exclusion>
                  <groupId>org.slf4j</groupId>
                  <artifactId>slf4j-api</artifactId>
                </exclusion>
              </exclusions>
            </dependency>
            <dependency>
              <groupId>io.pinecone</groupId>
              <artifactId>another</artifactId>
            </dependency>
          </dependencies>
        </project>
        """;
    String moved = move(new XmlParser(), "pom.xml", pom);
    assertThat(moved)
        .isEqualTo(
            """
            <project>
              <dependencies>
                <!-- TODO Pinelink: %s -->
                <dependency>
                  <groupId>io.pinelink</groupId>
                  <artifactId>pinelink</artifactId>
                  <version>%s</version>
                </dependency>
                <dependency>
                  <groupId>io.pinecone</groupId>
                  <artifactId>another</artifactId>
                </dependency>
              </dependencies>
            </project>
            """
                .formatted(Dependency.NOTE, Dependency.VERSION));
    assertThat(Dependency.VERSION).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(move(new XmlParser(), "pom.xml", moved)).isEqualTo(moved);
  }

  @Test
  @Tag("slow")
  void theDependencyOfAGradleBuildIsReplaced() {
    String build =
        """
        dependencies {
            implementation 'io.pinecone:pinecone-client:6.0.0'
            api("io.pinecone:pinecone-client:6.1.0")
            testImplementation group: 'io.pinecone', name: 'pinecone-client', version: '3.1.0'
            implementation 'com.example:other:6.0.0'
        }
        """;
    String moved = move(GradleParser.builder().build(), "build.gradle", build);
    assertThat(moved)
        .isEqualTo(
            """
            dependencies {
                implementation 'io.pinelink:pinelink:VERSION'
                api("io.pinelink:pinelink:VERSION")
                testImplementation group: 'io.pinelink', name: 'pinelink', version: 'VERSION'
                implementation 'com.example:other:6.0.0'
            }
            """
                .replace("VERSION", Dependency.VERSION));
    assertThat(move(GradleParser.builder().build(), "build.gradle", moved)).isEqualTo(moved);
  }

  @Test
  void theDependencyOfAVersionCatalogIsReplaced() {
    String catalog =
        """
        [libraries]
        pinecone = "io.pinecone:pinecone-client:6.1.0"
        other = "com.example:other:6.1.0"
        """;
    assertThat(move(new TomlParser(), "gradle/libs.versions.toml", catalog))
        .isEqualTo(
            catalog.replace(
                "io.pinecone:pinecone-client:6.1.0", "io.pinelink:pinelink:" + Dependency.VERSION));
  }

  private static String move(Parser parser, String path, String text) {
    var context = Migration.context();
    return Objects.requireNonNull(
        Migration.run(
                parser
                    .parseInputs(
                        List.of(Parser.Input.fromString(Path.of(path), text)), null, context)
                    .toList(),
                context)
            .get(path));
  }
}
