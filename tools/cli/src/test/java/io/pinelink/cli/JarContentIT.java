package io.pinelink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.spi.TransportProvider;
import io.pinelink.testsupport.OnlyIfShrunk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** Tests what {@code pinelink.jar} contains. */
class JarContentIT {
  /** The bound that docs/decisions/emulator-distribution.md sets. */
  private static final long MAX_BYTES = 39_000_000;

  private static final List<String> NATIVE_LIBRARIES =
      List.of(
          "META-INF/native/libio_pinelink_shaded_netty_tcnative_linux_aarch_64.so",
          "META-INF/native/libio_pinelink_shaded_netty_tcnative_linux_x86_64.so",
          "META-INF/native/libio_pinelink_shaded_netty_transport_native_epoll_aarch_64.so",
          "META-INF/native/libio_pinelink_shaded_netty_transport_native_epoll_x86_64.so",
          "darwin/aarch64/libzstd-jni",
          "darwin/x86_64/libzstd-jni",
          "linux/aarch64/libzstd-jni",
          "linux/amd64/libzstd-jni",
          "org/xerial/snappy/native/Linux/aarch64/libsnappyjava.so",
          "org/xerial/snappy/native/Linux/x86_64/libsnappyjava.so",
          "org/xerial/snappy/native/Mac/aarch64/libsnappyjava.dylib",
          "org/xerial/snappy/native/Mac/x86_64/libsnappyjava.dylib",
          "org/xerial/snappy/native/Windows/x86_64/snappyjava.dll",
          "win/amd64/libzstd-jni");

  @Test
  @OnlyIfShrunk
  void theJarHasAtMost39Megabytes() {
    assertThat(JarProcess.JAR.toFile().length()).isLessThanOrEqualTo(MAX_BYTES);
  }

  @Test
  void theJarHasNativeLibrariesForTheUsualPlatformsOnly() throws Exception {
    assertThat(names().stream().filter(name -> name.matches(".*\\.(a|dll|dylib|jnilib|so)")))
        .map(name -> name.replaceFirst("(libzstd-jni).*", "$1"))
        .containsExactlyInAnyOrderElementsOf(NATIVE_LIBRARIES);
  }

  @Test
  void theJarHasTheServicesOfAllJarsAndNoSignatures() throws Exception {
    try (JarFile jar = new JarFile(JarProcess.JAR.toFile())) {
      JarEntry services = jar.getJarEntry("META-INF/services/" + TransportProvider.class.getName());
      String providers =
          new String(jar.getInputStream(services).readAllBytes(), StandardCharsets.UTF_8);
      assertThat(providers.lines())
          .containsExactlyInAnyOrder(
              "io.pinelink.grpc.GrpcTransportProvider", "io.pinelink.rest.RestTransportProvider");
      assertThat(jar.getManifest().getMainAttributes().getValue("Multi-Release")).isEqualTo("true");
    }
    assertThat(names())
        .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|DSA|RSA)"))
        .noneMatch(name -> name.endsWith("module-info.class"))
        .noneMatch(name -> name.startsWith("META-INF/native/libnetty_tcnative"))
        .anyMatch(name -> name.startsWith("META-INF/versions/"));
  }

  @Test
  void theJarHasParquetOnceUnderItsOwnName() throws Exception {
    assertThat(names().stream().filter(name -> name.endsWith("hadoop/ParquetFileReader.class")))
        .containsExactly("org/apache/parquet/hadoop/ParquetFileReader.class");
    assertThat(names()).contains("de/siegmar/fastcsv/reader/CsvReader.class");
  }

  /** The client, the server and Parquet use the Jackson of the jar, and none of their own. */
  @Test
  void theJarHasOneJackson() throws Exception {
    assertThat(names().stream().map(name -> name.replaceFirst("META-INF/versions/\\d+/", "")))
        .contains(
            "com/fasterxml/jackson/core/JsonFactory.class",
            "com/fasterxml/jackson/databind/ObjectMapper.class",
            "com/fasterxml/jackson/annotation/JsonProperty.class")
        .noneMatch(name -> name.matches(".+/com/fasterxml/jackson/.*"));
  }

  @Test
  void theJarHasTheLicenseOfTheProtocolsSdk() throws Exception {
    assertThat(names()).contains("META-INF/license/LICENSE.mcp-sdk.txt");
  }

  private static List<String> names() throws IOException {
    try (JarFile jar = new JarFile(JarProcess.JAR.toFile())) {
      return jar.stream().map(JarEntry::getName).toList();
    }
  }
}
