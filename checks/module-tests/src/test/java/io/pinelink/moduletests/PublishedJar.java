package io.pinelink.moduletests;

import static java.util.stream.Collectors.toSet;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.pinelink.server.EmbeddedPinecone;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The jars that users get, as the build compiled them. */
enum PublishedJar {
  CORE("pinelink-core", "core", "io.pinelink"),
  GRPC("pinelink-grpc", "grpc-transport", "io.pinelink.grpc"),
  REST("pinelink-rest", "rest-transport", "io.pinelink.rest"),
  SERVER("pinelink-server", "server", "io.pinelink.server"),
  LOCAL_SERVER("pinelink-local-server", "tools/local-server", "io.pinelink.local"),
  TESTING("pinelink-testing", "testing", "io.pinelink.testing"),
  ADMIN("pinelink-admin", "extensions/admin", "io.pinelink.admin"),
  COPY("pinelink-copy", "extensions/copy", "io.pinelink.copy"),
  DOCTOR("pinelink-doctor", "extensions/doctor", "io.pinelink.doctor"),
  IMPORT_FILES("pinelink-import-files", "extensions/import-files", "io.pinelink.files"),
  CONNECTOR("pinelink-connector", "integrations/connector", "io.pinelink.connector"),
  FLINK("pinelink-flink", "integrations/flink", "io.pinelink.flink"),
  KAFKA_CONNECT("pinelink-kafka-connect", "integrations/kafka-connect", "io.pinelink.kafkaconnect"),
  SPARK("pinelink-spark", "integrations/spark", "io.pinelink.spark"),
  KOTLIN("pinelink-kotlin", "integrations/kotlin", "io.pinelink.kotlin"),
  LANGCHAIN4J("pinelink-langchain4j", "integrations/langchain4j", "io.pinelink.langchain4j"),
  SPRING_AI("pinelink-spring-ai", "integrations/spring-ai", "io.pinelink.springai"),
  SPRING_BOOT("pinelink-spring-boot-starter", "integrations/spring-boot", "io.pinelink.springboot"),
  MICROMETER("pinelink-micrometer", "integrations/micrometer", "io.pinelink.micrometer"),
  MICRONAUT("pinelink-micronaut", "integrations/micronaut", "io.pinelink.micronaut"),
  OPENTELEMETRY(
      "pinelink-opentelemetry", "integrations/opentelemetry", "io.pinelink.opentelemetry"),
  CLI("pinelink-cli", "tools/cli", "io.pinelink.cli");

  static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  /** The jars without a descriptor: docs/decisions/java-modules.md gives the reasons. */
  static final List<PublishedJar> ONLY_NAMED =
      List.of(
          FLINK,
          KAFKA_CONNECT,
          SPARK,
          LANGCHAIN4J,
          SPRING_AI,
          SPRING_BOOT,
          MICROMETER,
          MICRONAUT,
          OPENTELEMETRY,
          CLI);

  private static final Map<PublishedJar, JavaClasses> CLASSES = new ConcurrentHashMap<>();

  final String artifact;
  final String rootPackage;
  private final String directory;

  PublishedJar(String artifact, String directory, String rootPackage) {
    this.artifact = artifact;
    this.directory = directory;
    this.rootPackage = rootPackage;
  }

  /** Returns the jars that have a descriptor. */
  static Stream<PublishedJar> modules() {
    return Stream.of(values()).filter(jar -> !ONLY_NAMED.contains(jar));
  }

  Path pom() {
    return ROOT.resolve(directory).resolve("pom.xml");
  }

  /** Returns the modules whose classes are in the jar. */
  private List<String> parts() {
    return this == CLI ? List.of(directory, "tools/console", "tools/mcp") : List.of(directory);
  }

  /** Returns the folder with the content of the jar, without the libraries that it may contain. */
  Path content() {
    return content(directory);
  }

  private static Path content(String part) {
    Path classes = ROOT.resolve(part).resolve("target/classes");
    if (!Files.isDirectory(classes)) {
      throw new IllegalStateException(classes + " is missing: build with -am");
    }
    return classes;
  }

  /** Returns the resources of the jar, with names as in the jar. */
  List<String> resources() throws IOException {
    List<String> resources = new ArrayList<>();
    for (String part : parts()) {
      for (String folder : List.of("resources", "resources-filtered")) {
        Path root = ROOT.resolve(part).resolve("src/main").resolve(folder);
        if (Files.isDirectory(root)) {
          resources.addAll(files(root));
        }
      }
    }
    return resources;
  }

  private static List<String> files(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .toList();
    }
  }

  /** Returns the module: the folder with the content, or the jar if only that is one. */
  Path module() {
    return this == SERVER ? ModulePath.of(EmbeddedPinecone.class) : content();
  }

  ModuleDescriptor descriptor() {
    return ModuleFinder.of(module()).findAll().iterator().next().descriptor();
  }

  /** Returns the packages that users see. */
  Set<String> api() {
    if (this == SPRING_BOOT) {
      return Set.of(rootPackage, rootPackage + ".test");
    }
    return ONLY_NAMED.contains(this)
        ? Set.of(rootPackage)
        : descriptor().exports().stream()
            .filter(exported -> !exported.isQualified())
            .map(ModuleDescriptor.Exports::source)
            .collect(toSet());
  }

  /** Returns the classes of the jar, which are read once. */
  JavaClasses classes() {
    return CLASSES.computeIfAbsent(
        this,
        jar ->
            new ClassFileImporter()
                .importPaths(jar.parts().stream().map(PublishedJar::content).toList()));
  }
}
