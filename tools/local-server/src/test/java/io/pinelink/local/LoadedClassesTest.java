package io.pinelink.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that a program that starts an embedded server and calls it loads nothing of the local
 * server: no data log, no interface and no seeds.
 */
@Tag("slow")
class LoadedClassesTest {
  @TempDir private Path directory;

  /** The programs of the JVMs that are measured: an embedded server, or a local one with a seed. */
  static final class Program {
    private Program() {}

    public static void main(String... args) throws Exception {
      EmbeddedPinecone server = EmbeddedPinecone.start();
      if (args.length > 0) {
        server.close();
        Path data = Path.of(args[0]);
        Path seed = Files.writeString(data.resolve("a.jsonl"), "{\"id\":\"a\",\"values\":[1,2]}");
        server =
            LocalServer.builder(EmbeddedPinecone.builder())
                .data(data)
                .seed(seed)
                .start()
                .pinecone();
      }
      try (Pinelink client = server.clientBuilder().build()) {
        client
            .controlPlane()
            .createIndex(
                CreateIndexRequest.builder("docs", IndexSpec.serverless(Cloud.AWS, "us-east-1"))
                    .dimension(2)
                    .build());
        Index docs = client.index("docs");
        docs.upsert(List.of(Vector.of("a", new float[] {1, 2})));
        System.out.println(docs.query(QueryRequest.nearest(1, 2)).matches());
      } finally {
        server.close();
      }
    }
  }

  @Test
  void anEmbeddedServerLoadsNoDataLogNoInterfaceAndNoSeeds() throws Exception {
    assertThat(loadedClasses())
        .contains("io.pinelink.server.internal.vectors.QueryVectors")
        .noneMatch(LoadedClassesTest::isOfLocalServers);
  }

  @Test
  void aLocalServerLoadsThem() throws Exception {
    assertThat(loadedClasses(directory.toString()).stream())
        .filteredOn(LoadedClassesTest::isOfLocalServers)
        .contains(
            "io.pinelink.local.datalog.DataLog",
            "io.pinelink.local.serverapi.ServerApi",
            "io.pinelink.local.seed.Seeder",
            "io.pinelink.server.internal.imports.RecordFile");
  }

  private static boolean isOfLocalServers(String name) {
    return Stream.of(
            "io.pinelink.local.datalog.",
            "io.pinelink.local.serverapi.",
            "io.pinelink.local.seed.",
            "io.pinelink.local.LocalProduct",
            "io.pinelink.server.internal.imports.RecordFile")
        .anyMatch(name::startsWith);
  }

  private static List<String> loadedClasses(String... args) throws Exception {
    Process process =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-Xlog:class+load=info:stdout:none",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")),
                            Program.class.getName()),
                        Stream.of(args))
                    .toList())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (Stream<String> lines = process.inputReader(StandardCharsets.UTF_8).lines()) {
      List<String> loaded =
          lines
              .filter(line -> line.contains(" source: "))
              .map(line -> line.substring(0, line.indexOf(' ')))
              .toList();
      assertThat(process.waitFor()).isZero();
      return loaded;
    }
  }
}
