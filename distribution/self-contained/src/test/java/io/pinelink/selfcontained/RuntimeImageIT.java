package io.pinelink.selfcontained;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.testsupport.Indexes;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests a modular application in a run-time image with no other library than the jar. */
@Tag("slow")
class RuntimeImageIT {
  private static final Path JAR = TestClassPath.JAR;

  /** Writes, queries and fetches over each protocol. */
  private static final Path APPLICATION =
      Path.of(
          "../../checks/transport-contract/src/test/java/io/pinelink/endtoend/Application.java");

  private static final String MAIN =
      """
      package io.pinelink.endtoend;

      class Main {
        public static void main(String... args) throws Exception {
          new Application().accept(System::getProperty);
          Class<?> openSsl = Class.forName("io.pinelink.shaded.io.netty.handler.ssl.OpenSsl");
          System.out.println("OpenSSL " + openSsl.getMethod("isAvailable").invoke(null));
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void theImageMakesCallsOverEachProtocol() throws Exception {
    Path image = link(compile());
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink setup = server.clientBuilder().build()) {
      String host =
          setup
              .controlPlane()
              .createIndex(CreateIndexRequest.dense("docs", 2, Indexes.REGION))
              .host()
              .orElseThrow();
      Path authority = Files.writeString(folder.resolve("ca.pem"), server.authority().pem());

      String printed =
          run(
              image.resolve("bin/java").toString(),
              "-Dkey=" + EmbeddedPinecone.API_KEY,
              "-Dauthority=" + authority,
              "-Dhost=" + host,
              "-Dport=" + server.address(Listener.PUBLIC_DATA).getPort(),
              "--add-exports=io.pinelink/io.pinelink.shaded.io.netty.handler.ssl=application",
              "-m",
              "application/io.pinelink.endtoend.Main");

      assertThat(printed).endsWith("OpenSSL true\n");
    }
  }

  private Path compile() throws Exception {
    Path module =
        Files.writeString(
            folder.resolve("module-info.java"), "module application { requires io.pinelink; }");
    Path main = Files.writeString(folder.resolve("Main.java"), MAIN);
    Path classes = folder.resolve("classes");
    tool(
        "javac",
        "-d",
        classes.toString(),
        "--module-path",
        JAR + File.pathSeparator + TestClassPath.jspecify(),
        module.toString(),
        main.toString(),
        APPLICATION.toString());
    return classes;
  }

  /** Adds the one module that TLS of the JDK needs and that nothing requires. */
  private Path link(Path classes) {
    Path image = folder.resolve("image");
    tool(
        "jlink",
        "--module-path",
        classes + File.pathSeparator + JAR,
        "--add-modules",
        "application,jdk.crypto.ec",
        "--output",
        image.toString());
    return image;
  }

  private static void tool(String name, String... args) {
    int status = ToolProvider.findFirst(name).orElseThrow().run(System.out, System.err, args);

    assertThat(status).as(name).isZero();
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }
}
