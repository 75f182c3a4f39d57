package io.pinelink.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Pinelink;
import io.pinelink.server.EmbeddedPinecone;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Programs written for the official client: every variant of its calls, and one that is run. */
@Tag("slow")
@EnabledForJreRange(max = JRE.JAVA_20, disabledReason = "OpenRewrite's parser for Java 17")
class MovedProgramsTest {
  @TempDir Path classes;

  @Test
  void absentArgumentsFuturesAndExceptionsKeepTheirMeaning() throws Exception {
    Map<String, String> moved = Migration.move(Migration.read(Migration.PROGRAMS, "Variants.java"));
    Expected.assertEqual(moved);
    assertThat(Migration.compile(moved, classes))
        .as("one deletion needs a decision")
        .singleElement()
        .satisfies(failure -> assertThat(failure.message()).contains("delete("));
  }

  @Test
  void aMovedProgramRunsAgainstTheServer() throws Exception {
    assertThat(run("Catalog"))
        .containsExactly(
            "films cosine 3",
            "listed films",
            "upserted 3",
            "film-2 drama 2021.0 [1.0, 2.0, 0.0]",
            "either 2",
            "fetched noir [0.0, 0.0, 1.0]",
            "id film-0",
            "id film-1",
            "id film-2",
            "id film-3",
            "left 1 of 1",
            "not found");
  }

  @Test
  void recordsAreMovedToTheirIndex() throws Exception {
    assertThat(run("Records")).containsExactly("notes 1024", "found plums", "near bread");
  }

  @Test
  void aModelWhosePartsChangeBeforeItsUseIsMarked() {
    String source =
        """
        import org.openapitools.db_control.client.model.*;

        class Capacity {
            ReadCapacity of(int shards) {
                ScalingConfigManual manual = new ScalingConfigManual().shards(shards).replicas(1);
                shards++;
                return new ReadCapacity(new ReadCapacityDedicatedSpec().mode("Dedicated").dedicated(
                        new ReadCapacityDedicatedConfig().nodeType("t" + shards).manual(manual)));
            }
        }
        """;

    assertThat(Migration.move(Map.of("Capacity.java", source)).get("Capacity.java"))
        .contains("// TODO Pinelink: ReadCapacity.dedicated(", ".manual(manual)")
        .doesNotContain("return ReadCapacity.dedicated(");
  }

  /** Moves a program, compiles it and returns the lines of its method {@code run}. */
  private List<String> run(String program) throws Exception {
    Map<String, String> moved =
        Migration.move(Migration.read(Migration.PROGRAMS, program + ".java"));
    Expected.assertEqual(moved);
    assertThat(Migration.compile(moved, classes)).isEmpty();
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client = server.clientBuilder().build();
        URLClassLoader loader =
            new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
      Object lines =
          loader.loadClass(program).getMethod("run", Pinelink.class).invoke(null, client);
      return ((List<?>) lines).stream().map(String.class::cast).toList();
    }
  }
}
