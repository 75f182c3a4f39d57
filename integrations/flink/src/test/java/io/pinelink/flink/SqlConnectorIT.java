package io.pinelink.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.testsupport.OnlyIfShrunk;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests the content of the jar for the lib folder of Flink, and that it is enough there. */
class SqlConnectorIT {
  private static final Path JAR = Path.of(System.getProperty("pinelink.sql-connector"));

  /** The folder of the classes that a multi-release jar has for one Java version. */
  private static final String VERSIONS = "META-INF/versions/";

  private static String text(JarFile jar, String name) throws IOException {
    JarEntry entry = jar.getJarEntry(name);
    assertThat(entry).as(name).isNotNull();
    return new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
  }

  private static List<String> classes(JarFile jar) {
    return jar.stream().map(JarEntry::getName).filter(name -> name.endsWith(".class")).toList();
  }

  /** Other connectors, such as flink-sql-connector-kafka, have classes of their own. */
  @Test
  void allClassesAreInPackagesOfPinelink() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(classes(jar))
          .contains(
              "io/pinelink/Pinelink.class",
              "io/pinelink/connector/ConnectorOptions.class",
              "io/pinelink/flink/PinelinkSink.class")
          .filteredOn(name -> !name.startsWith(VERSIONS))
          .allSatisfy(name -> assertThat(name).startsWith("io/pinelink/"));
      assertThat(jar.getManifest().getMainAttributes().getValue("Multi-Release")).isEqualTo("true");
    }
  }

  /** ProGuard removes Jackson's, which are not relocated. */
  @Test
  @OnlyIfShrunk
  void classesOfOneJavaVersionAreInPackagesOfPinelinkToo() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(classes(jar))
          .filteredOn(name -> name.startsWith(VERSIONS))
          .allSatisfy(name -> assertThat(name).matches(VERSIONS + "\\d+/io/pinelink/.*"));
    }
  }

  @Test
  void serviceFilesNameTheTablesAndBothTransports() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(text(jar, "META-INF/services/org.apache.flink.table.factories.Factory").strip())
          .isEqualTo("io.pinelink.flink.table.PinelinkTableFactory");
      assertThat(text(jar, "META-INF/services/io.pinelink.spi.TransportProvider").lines())
          .contains(
              "io.pinelink.grpc.GrpcTransportProvider", "io.pinelink.rest.RestTransportProvider");
      assertThat(text(jar, "META-INF/NOTICE")).contains("not affiliated with", "Netty");
    }
  }

  @Test
  void aTableIsFoundAndAClientIsOpenedWithoutAnotherJar() throws Exception {
    List<URL> urls = new ArrayList<>(List.of(JAR.toUri().toURL()));
    for (String path :
        System.getProperty("java.class.path").split(System.getProperty("path.separator"), -1)) {
      boolean provided = path.contains("flink") && !path.contains("pinelink");
      if (path.endsWith(".jar") && (provided || path.contains("slf4j"))) {
        urls.add(Path.of(path).toUri().toURL());
      }
    }
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Class<?> factories = loader.loadClass("org.apache.flink.table.factories.FactoryUtil");
      Method discover =
          Stream.of(factories.getMethods())
              .filter(method -> method.getName().equals("discoverFactory"))
              .findFirst()
              .orElseThrow();
      Object factory =
          discover.invoke(
              null,
              loader,
              loader.loadClass("org.apache.flink.table.factories.DynamicTableFactory"),
              "pinelink");
      Thread.currentThread().setContextClassLoader(loader);
      Object builder = loader.loadClass("io.pinelink.Pinelink").getMethod("builder").invoke(null);
      builder.getClass().getMethod("apiKey", String.class).invoke(builder, "key");
      try (AutoCloseable client =
          (AutoCloseable) builder.getClass().getMethod("build").invoke(builder)) {
        assertThat(client.getClass().getClassLoader()).isSameAs(loader);
      }

      assertThat(factory.getClass().getName())
          .isEqualTo("io.pinelink.flink.table.PinelinkTableFactory");
      assertThat(factory.getClass().getClassLoader()).isSameAs(loader);
    } finally {
      Thread.currentThread().setContextClassLoader(SqlConnectorIT.class.getClassLoader());
    }
  }
}
