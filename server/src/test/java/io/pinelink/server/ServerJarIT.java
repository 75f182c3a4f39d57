package io.pinelink.server;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.testsupport.OnlyIfShrunk;
import io.pinelink.testsupport.ShadedJar;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests the jar of the server, which contains its libraries under names of its own. */
class ServerJarIT {
  private static final Path JAR = Path.of(System.getProperty("pinelink.jar"));
  private static final ShadedJar CONTENT = new ShadedJar(JAR);

  /** The largest size: every library that is added, or kept whole, exceeds it. */
  private static final long MAX_BYTES = 13 * 1024 * 1024;

  private static final String LIBRARIES =
      "io/grpc|io/netty|io/pinelink/grpc|com/(google|fasterxml)|org/(bouncycastle|apache/lucene"
          + "|tartarus)";

  /** The start of the name of a class that was not relocated. */
  private static final Pattern ORIGINAL_NAME =
      Pattern.compile("(?<!shaded/)\\b(" + LIBRARIES + ")/");

  /** The original name of a library in metadata, except providers of Bouncy Castle. */
  private static final Pattern ORIGINAL_NAME_IN_TEXT =
      Pattern.compile("(?<![\\w.])(io\\.(grpc|netty)|com\\.(google|fasterxml))\\.");

  /** The libraries that are used if they are present, annotations, and parts that were removed. */
  private static final Set<String> OPTIONAL =
      Set.of(
          "com.aayushatharva.brotli4j",
          "com.github.luben.zstd",
          "com.jcraft.jzlib",
          "com.oracle.svm",
          "io.pinelink.server.shaded.org.bouncycastle",
          "org.apache.hadoop",
          "org.apache.log4j",
          "org.apache.logging.log4j",
          "org.apache.parquet",
          "org.conscrypt",
          "org.eclipse.jetty",
          "org.jetbrains.annotations",
          "org.slf4j",
          "reactor.blockhound");

  @Test
  void everyClassIsBelowThePackageOfTheServer() throws IOException {
    assertThat(CONTENT.entries(".*\\.class").keySet())
        .allMatch(
            name ->
                name.equals("module-info.class")
                    || name.matches("(META-INF/versions/\\d+/)?io/pinelink/server/.*"));
  }

  @Test
  @OnlyIfShrunk
  void noClassRefersToALibraryByItsOriginalName() throws IOException {
    assertThat(CONTENT.entries(".*\\.class"))
        .allSatisfy((name, text) -> assertThat(ORIGINAL_NAME.matcher(text).find()).isFalse());
  }

  @Test
  @OnlyIfShrunk
  void onlyOptionalLibrariesAreMissing() {
    assertThat(
            CONTENT.missingClasses(
                "--module-path",
                String.join(File.pathSeparator, paths("pinelink-core", "jspecify")),
                "--add-modules",
                "java.desktop,java.naming,java.sql,java.xml,jdk.jfr,jdk.management,org.jspecify"))
        .filteredOn(name -> OPTIONAL.stream().noneMatch(name::startsWith))
        .isEmpty();
  }

  @Test
  void everyServiceIsInTheJarAndInTheModuleDescriptor() throws Exception {
    try (URLClassLoader loader = loader("pinelink-core", "jspecify")) {
      CONTENT.hasEveryService(loader);
    }
  }

  /** Lucene looks for them by name, and ends with an error if they are missing. */
  @Test
  void theClassesOfLuceneForNewerJdksAreThere() throws IOException {
    assertThat(CONTENT.entries("META-INF/versions/.*").keySet())
        .contains(
            "META-INF/versions/20/io/pinelink/server/shaded/org/apache/lucene/internal"
                + "/vectorization/PanamaVectorizationProvider.class");
  }

  @Test
  void metadataForNativeImagesHasTheNewNames() throws IOException {
    assertThat(CONTENT.entries("META-INF/native-image/.*netty.*"))
        .isNotEmpty()
        .allSatisfy(
            (name, text) -> {
              assertThat(name).startsWith("META-INF/native-image/io.pinelink.server.shaded.");
              assertThat(text).doesNotContainPattern(ORIGINAL_NAME_IN_TEXT);
            });
  }

  @Test
  void licensesOfAllLibrariesAreInTheJar() throws IOException {
    Map<String, String> texts = CONTENT.entries("META-INF/[^/]+|META-INF/license/[^/]+");

    assertThat(texts)
        .containsKeys(
            "META-INF/LICENSE",
            "META-INF/LICENSE.txt",
            "META-INF/FastDoubleParser-LICENSE",
            "META-INF/FastDoubleParser-ThirdParty-LICENSE",
            "META-INF/Schubfach-LICENSE",
            "META-INF/license/LICENSE.bouncycastle.txt",
            "META-INF/license/LICENSE.protobuf.txt",
            "META-INF/license/LICENSE.tomcat-native.txt");
    assertThat(texts.get("META-INF/NOTICE"))
        .contains("Netty", "Protocol Buffers", "Bouncy Castle", "Apache Lucene")
        .contains("Jackson JSON processor");
    assertThat(texts.get("META-INF/NOTICE.txt")).contains("The Netty Project", "Apache Lucene");
  }

  @Test
  @OnlyIfShrunk
  void theJarIsSmall() throws IOException {
    assertThat(Files.size(JAR)).isLessThan(MAX_BYTES);
  }

  @Test
  void thePublishedPomHasNoDependencyButCoreAndTheOptionalParquet() throws IOException {
    String pom = Files.readString(Path.of(".flattened-pom.xml"));

    assertThat(
            Pattern.compile("<dependency>.*?<artifactId>(.*?)</artifactId>", Pattern.DOTALL)
                .matcher(pom)
                .results()
                .map(match -> match.group(1)))
        .containsExactlyInAnyOrder("pinelink-core", "jspecify", "parquet-floor");
    assertThat(pom).containsPattern("parquet-floor</artifactId>[^d]*<optional>true");
  }

  /** The application has REST alone, so the class path has none of the server's libraries. */
  @Test
  void theServerNeedsNoOtherLibrary() throws Exception {
    try (URLClassLoader loader =
        loader(
            "pinelink-core",
            "jspecify",
            "pinelink-rest",
            "httpcore5",
            "httpcore5-h2",
            "jackson-core")) {
      Class<?> application = loader.loadClass(JarApplication.class.getName());

      Method run = application.getDeclaredMethod("run");
      run.setAccessible(true);
      Object server = run.invoke(null);

      assertThat(server).isEqualTo(JAR.toUri().toURL());
      assertThat(application).isNotEqualTo(JarApplication.class);
    }
  }

  /** Returns a loader of the jar, of the tests, and of these artifacts, but of nothing else. */
  private static URLClassLoader loader(String... artifacts) throws IOException {
    Path tests = Path.of("target/test-classes").toAbsolutePath();
    return CONTENT.loader(
        Stream.concat(Stream.of(tests), paths(artifacts).stream().map(Path::of)).toList());
  }

  private static List<String> paths(String... artifacts) {
    Pattern names = Pattern.compile("(" + String.join("|", artifacts) + ")-\\d.*\\.jar");
    List<String> paths =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(path -> names.matcher(Path.of(path).getFileName().toString()).matches())
            .toList();
    assertThat(paths.stream().map(path -> Path.of(path).getFileName()).collect(toSet()))
        .hasSize(artifacts.length);
    return paths;
  }
}
