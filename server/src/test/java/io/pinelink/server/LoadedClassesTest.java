package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tests that the start of a server loads only what every server needs. Certificates, JSON, texts
 * and the tables of operations are loaded by the calls that use them.
 */
class LoadedClassesTest {
  /** 2,204 on JDK 17, 4,045 when everything was loaded at the start. */
  private static final int MAX_CLASSES = 2_700;

  /** The program of the JVM that is measured. */
  static final class Program {
    private Program() {}

    public static void main(String... args) {
      try (EmbeddedPinecone server = EmbeddedPinecone.start()) {
        System.out.println(server.address(Listener.CONTROL));
      }
    }
  }

  @Test
  void theStartLoadsOnlyClassesThatEveryServerNeeds() throws Exception {
    List<String> loaded = loadedClasses();

    assertThat(loaded.stream().filter(LoadedClassesTest::isOfLaterCalls)).isEmpty();
    assertThat(loaded.size()).isBetween(500, MAX_CLASSES);
  }

  private static boolean isOfLaterCalls(String name) {
    return Stream.of(
            "org.bouncycastle.cert.",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "org.apache.lucene.",
            "com.google.protobuf.",
            "io.pinelink.server.internal.imports.RecordFile",
            "io.pinelink.grpc.proto.",
            "sun.security.ssl.SSLContextImpl")
        .anyMatch(name::startsWith);
  }

  private static List<String> loadedClasses() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load=info:stdout:none",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Program.class.getName())
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
