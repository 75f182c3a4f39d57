package io.pinelink.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.error.IncompatibleLibraryException;
import io.pinelink.testsupport.AlteredClassPath;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls on class paths whose libraries do not work together, with real jars. */
@DisabledIfSystemProperty(named = "pinelink.libraries", matches = "oldest")
class IncompatibleLibrariesTest {
  private static final Path OLD_JACKSON =
      Path.of(System.getProperty("pinelink.unfit", ""), "jackson-core-2.9.10.jar");

  /** Makes a call to a server that accepts connections and does not answer. */
  private static AbstractThrowableAssert<?, ?> failureOn(AlteredClassPath path) throws Exception {
    try (path;
        ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Throwable failure =
          (Throwable) path.create(OneCall.class, IntFunction.class).apply(server.getLocalPort());
      // The class is of another loader.
      assertThat(failure.getClass().getName())
          .as(String.valueOf(failure))
          .isEqualTo(IncompatibleLibraryException.class.getName());
      return assertThat(failure).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aJacksonThatIsTooOldIsNamed() throws Exception {
    failureOn(AlteredClassPath.with("jackson-core", OLD_JACKSON))
        .hasNoCause()
        .hasMessageContainingAll(
            "io.pinelink:pinelink-rest does not run on com.fasterxml.jackson.core:jackson-core"
                + " 2.9.10 (file:",
            "/jackson-core-2.9.10.jar): it was built with 2.",
            " and runs on 2.15.0 or newer",
            "<artifactId>pinelink-bom</artifactId><version>");
  }

  @Test
  void theVersionOfARenamedJarIsReadFromItsMetadata(@TempDir Path directory) throws Exception {
    Path renamed = Files.copy(OLD_JACKSON, directory.resolve("json.jar"));

    failureOn(AlteredClassPath.with("jackson-core", renamed))
        .hasMessageContainingAll("jackson-core 2.9.10 (file:", "/json.jar)");
  }

  /** Classes that are first used when a request is encoded, and on a connection. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.fasterxml.jackson.core.JsonFactoryBuilder",
        "org.apache.hc.core5.reactor.DefaultConnectingIOReactor",
        "org.apache.hc.core5.http.impl.nio.ClientHttp1StreamDuplexer",
        "org.apache.hc.core5.http.message.BasicHttpRequest"
      })
  void aMissingClassIsNamed(String name) throws Exception {
    failureOn(AlteredClassPath.without(name))
        .hasCauseInstanceOf(LinkageError.class)
        .hasMessageContainingAll(
            name.replace('.', '/'), "org.apache.httpcomponents.core5:httpcore5 5.");
  }
}
