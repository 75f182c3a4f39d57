package io.pinelink.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.error.IncompatibleLibraryException;
import io.pinelink.testsupport.AlteredClassPath;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls on class paths whose libraries do not work together, with real jars. */
@DisabledIfSystemProperty(named = "pinelink.libraries", matches = "oldest")
class IncompatibleLibrariesTest {
  private static final String GRPC = System.getProperty("pinelink.grpc");

  /**
   * The JVM loads a native library for one class loader only, which must be the class loader of
   * other tests.
   */
  private static final List<String> WITHOUT_NATIVES =
      List.of(
          "io.grpc.netty.shaded.io.netty.transport.noNative",
          "io.grpc.netty.shaded.io.netty.handler.ssl.noOpenSsl");

  @BeforeEach
  void turnNativesOff() {
    WITHOUT_NATIVES.forEach(name -> System.setProperty(name, "true"));
  }

  @AfterEach
  void restoreNatives() {
    WITHOUT_NATIVES.forEach(System::clearProperty);
  }

  private static Path jar(String name) {
    return Path.of(System.getProperty("pinelink.unfit", ""), name);
  }

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
  void anOlderApiBesideTheTransportIsNamedWithBothJars() throws Exception {
    failureOn(AlteredClassPath.with("grpc-api", jar("grpc-api-1.60.0.jar")))
        .hasNoCause()
        .hasMessageContainingAll(
            "io.pinelink:pinelink-grpc does not run on io.grpc:grpc-api 1.60.0 (file:",
            "/grpc-api-1.60.0.jar) beside io.grpc:grpc-",
            GRPC + ".jar)",
            "Pinelink was built with " + GRPC + " of both, and runs on 1.60.0 or newer",
            "<artifactId>pinelink-bom</artifactId><version>");
  }

  @Test
  void aProtobufThatIsTooOldIsNamed() throws Exception {
    failureOn(AlteredClassPath.with("protobuf-java", jar("protobuf-java-3.21.12.jar")))
        .hasMessageContainingAll(
            "does not run on com.google.protobuf:protobuf-java 3.21.12 (file:",
            "/protobuf-java-3.21.12.jar): it was built with "
                + System.getProperty("pinelink.protobuf")
                + " and runs on 3.25.1 or newer");
  }

  @Test
  void aLibraryOfUnknownVersionIsNamedByTheErrorThatItCauses(@TempDir Path directory)
      throws Exception {
    Path renamed = Files.copy(jar("grpc-api-1.60.0.jar"), directory.resolve("api.jar"));

    failureOn(AlteredClassPath.with("grpc-api", renamed))
        .hasCauseInstanceOf(LinkageError.class)
        .hasMessageContainingAll(
            "io.pinelink:pinelink-grpc does not run on the libraries of this class path (java.lang.",
            "io.grpc:grpc-api (in file:",
            "/api.jar), built with " + GRPC,
            "io.grpc:grpc-core " + GRPC + " (file:",
            "<artifactId>pinelink-bom</artifactId><version>");
  }

  /**
   * Classes that are first used when the transport opens, when it connects, and on a connection.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder",
        "io.grpc.EquivalentAddressGroup",
        "io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2FrameListenerDecorator",
        "io.grpc.CallOptions",
        "com.google.protobuf.GeneratedMessageV3"
      })
  void aMissingClassIsNamed(String name) throws Exception {
    failureOn(AlteredClassPath.without(name))
        .hasCauseInstanceOf(LinkageError.class)
        .hasMessageContaining(name.replace('.', '/'));
  }
}
