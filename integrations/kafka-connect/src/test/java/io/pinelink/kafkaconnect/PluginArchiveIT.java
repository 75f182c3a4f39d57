package io.pinelink.kafkaconnect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.testsupport.OnlyIfShrunk;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.connect.sink.SinkConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the archive that a plugin manager unpacks. */
class PluginArchiveIT {
  private static final Path ARCHIVE = Path.of(System.getProperty("pinelink.plugin"));

  @Test
  void theArchiveHasOneFolderWithAManifestAndThreeJars() throws IOException {
    try (ZipFile archive = new ZipFile(ARCHIVE.toFile())) {
      List<String> files =
          archive.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
      String folder = files.get(0).substring(0, files.get(0).indexOf('/'));
      String version = folder.substring("pinelink-kafka-connect-".length());

      assertThat(files)
          .containsExactlyInAnyOrder(
              folder + "/manifest.json",
              folder + "/lib/pinelink-kafka-connect-" + version + ".jar",
              folder + "/lib/pinelink-connector-" + version + ".jar",
              folder + "/lib/pinelink-" + version + ".jar",
              folder + "/doc/LICENSE",
              folder + "/doc/NOTICE");
      assertThat(new String(read(archive, folder + "/manifest.json"), UTF_8))
          .contains("\"version\": \"" + version + "\"");
    }
  }

  @Test
  @OnlyIfShrunk
  void allClassesAreInPackagesOfPinelink() throws IOException {
    List<String> others = new ArrayList<>();
    try (ZipFile archive = new ZipFile(ARCHIVE.toFile())) {
      for (ZipEntry jar : archive.stream().filter(e -> e.getName().endsWith(".jar")).toList()) {
        try (ZipInputStream classes = new ZipInputStream(archive.getInputStream(jar))) {
          for (ZipEntry entry = classes.getNextEntry();
              entry != null;
              entry = classes.getNextEntry()) {
            String name = entry.getName().replaceFirst("^META-INF/versions/[0-9]+/", "");
            if (name.endsWith(".class")
                && !name.startsWith("io/pinelink/")
                && !name.equals("module-info.class")) {
              others.add(name);
            }
          }
        }
      }
    }

    assertThat(others).isEmpty();
  }

  @Test
  void aWorkerFindsTheConnectorAndValidatesItsOptionsWithTheArchiveAlone(@TempDir Path folder)
      throws Exception {
    List<URL> jars = new ArrayList<>();
    try (ZipFile archive = new ZipFile(ARCHIVE.toFile())) {
      for (ZipEntry jar : archive.stream().filter(e -> e.getName().endsWith(".jar")).toList()) {
        Path copy = folder.resolve(Path.of(jar.getName()).getFileName().toString());
        Files.write(copy, read(archive, jar.getName()));
        jars.add(copy.toUri().toURL());
      }
    }

    try (URLClassLoader plugin =
        new URLClassLoader(jars.toArray(URL[]::new), new WorkersClasses())) {
      SinkConnector connector =
          ServiceLoader.load(SinkConnector.class, plugin).findFirst().orElseThrow();
      Config valid =
          connector.validate(
              Options.with(
                  "index.name", "", "index.host", "docs-a1b2c3d.svc.aped-4627-b74a.pinecone.io"));
      Config invalid = connector.validate(Options.with("index.name", ""));

      assertThat(connector.getClass().getClassLoader()).isSameAs(plugin);
      assertThat(connector.version()).isNotEqualTo("development");
      assertThat(valid.configValues()).allMatch(value -> value.errorMessages().isEmpty());
      assertThat(invalid.configValues()).anyMatch(value -> !value.errorMessages().isEmpty());
    }
  }

  private static byte[] read(ZipFile archive, String name) throws IOException {
    try (InputStream in = archive.getInputStream(archive.getEntry(name))) {
      return in.readAllBytes();
    }
  }

  /** The classes that a plugin sees of its worker: Kafka's API and the JDK. */
  private static final class WorkersClasses extends ClassLoader {
    WorkersClasses() {
      super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith("org.apache.kafka.") || name.startsWith("org.slf4j.")) {
        return PluginArchiveIT.class.getClassLoader().loadClass(name);
      }
      throw new ClassNotFoundException(name);
    }
  }
}
