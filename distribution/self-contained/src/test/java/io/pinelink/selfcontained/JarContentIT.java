package io.pinelink.selfcontained;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.testsupport.OnlyIfShrunk;
import io.pinelink.testsupport.ShadedJar;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests that the jar contains everything, under its own names, and nothing else. */
class JarContentIT {
  private static final Path JAR = TestClassPath.JAR;
  private static final ShadedJar CONTENT = new ShadedJar(JAR);

  /**
   * A package of the gRPC transport that is not exported; constructors for tests name its types.
   */
  private static final String MOVED = "io.pinelink.shaded.channel.";

  /** The largest size: every library that is added, or kept whole, exceeds it. */
  private static final long MAX_BYTES = 9_500 * 1024;

  /** The start of the name of a class that was not relocated. */
  private static final Pattern ORIGINAL_NAME =
      Pattern.compile(
          "(?<!shaded/)\\b(io/(grpc|netty|perfmark)|com/(google|fasterxml)|org/apache/hc)/");

  /** The original name of a library in metadata. */
  private static final Pattern ORIGINAL_NAME_IN_TEXT =
      Pattern.compile("(?<![\\w.])(io\\.(grpc|netty)|com\\.(google|fasterxml)|libio_grpc)");

  /** The libraries that are used if they are present, and annotations. */
  private static final Set<String> OPTIONAL =
      Set.of(
          "com.aayushatharva.brotli4j",
          "com.github.luben.zstd",
          "com.jcraft.jzlib",
          "com.oracle.svm",
          "io.pinelink.shaded.com.google.errorprone.annotations",
          "io.pinelink.shaded.com.google.gson",
          "io.pinelink.shaded.com.google.j2objc.annotations",
          "javax.annotation",
          "org.apache.log4j",
          "org.apache.logging.log4j",
          "org.bouncycastle",
          "org.conscrypt",
          "org.eclipse.jetty",
          "org.jetbrains.annotations",
          "org.slf4j",
          "reactor.blockhound");

  @Test
  @OnlyIfShrunk
  void everyClassIsBelowThePackageOfPinelink() throws IOException {
    assertThat(classNames())
        .allMatch(
            name ->
                name.equals("module-info.class")
                    || name.matches("(META-INF/versions/\\d+/)?io/pinelink/.*"));
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
    assertThat(CONTENT.missingClasses("--class-path", TestClassPath.jspecify().toString()))
        .filteredOn(name -> OPTIONAL.stream().noneMatch(name::startsWith))
        .isEmpty();
  }

  @Test
  void everyServiceIsInTheJarAndInTheModuleDescriptor() throws Exception {
    try (URLClassLoader loader = CONTENT.loader(List.of(TestClassPath.jspecify()))) {
      CONTENT.hasEveryService(loader);
    }
  }

  @Test
  void theModuleRequiresOnlyTheJdkAndExportsWhatTheModulesExport() {
    ModuleDescriptor module = CONTENT.descriptor();
    Set<String> exported =
        new ShadedJar(module("core"))
            .descriptor().exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(toCollection(TreeSet::new));
    exported.addAll(
        List.of(
            "io.pinelink.admin",
            "io.pinelink.copy",
            "io.pinelink.doctor",
            "io.pinelink.doctor.watch",
            "io.pinelink.grpc",
            "io.pinelink.rest"));

    assertThat(module.name()).isEqualTo("io.pinelink");
    assertThat(
            module.exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(toSet()))
        .isEqualTo(exported);
    assertThat(module.requires())
        .allSatisfy(
            required -> assertThat(required.name()).matches("java\\..*|jdk\\..*|org\\.jspecify"))
        .filteredOn(required -> required.name().equals("org.jspecify"))
        .singleElement()
        .satisfies(
            required ->
                assertThat(required.modifiers())
                    .contains(ModuleDescriptor.Requires.Modifier.STATIC));
  }

  @Test
  void theJarHasEveryClassOfCoreAndTheTransportsWithTheSameApi() throws Exception {
    Set<String> exported =
        CONTENT.descriptor().exports().stream()
            .map(ModuleDescriptor.Exports::source)
            .collect(toSet());
    Set<String> present = classNames();
    try (URLClassLoader self = CONTENT.loader(List.of(TestClassPath.jspecify()));
        URLClassLoader apart = loader(TestClassPath.withoutTheJar())) {
      for (Path module : modules()) {
        for (String entry : classNames(module)) {
          String name = entry.replace('/', '.').replaceFirst("\\.class$", "");
          if (name.equals("module-info")
              || name.matches("io\\.pinelink\\.grpc\\.(channel|proto)\\..*")) {
            continue;
          }
          assertThat(present).contains(entry);
          if (exported.contains(name.replaceFirst("\\.[^.]*$", ""))
              && !name.endsWith("package-info")) {
            assertThat(api(self.loadClass(name))).isEqualTo(api(apart.loadClass(name)));
          }
        }
      }
    }
  }

  /** The declaration of a class and of all its members that are visible to other packages. */
  private static Set<String> api(Class<?> type) {
    Set<String> api = new TreeSet<>();
    api.add(type.toGenericString());
    api.add(String.valueOf(type.getGenericSuperclass()));
    Stream.of(type.getGenericInterfaces()).map(String::valueOf).forEach(api::add);
    api.add(Arrays.toString(type.getPermittedSubclasses()));
    Stream.<Member[]>of(
            type.getDeclaredFields(), type.getDeclaredMethods(), type.getDeclaredConstructors())
        .flatMap(Arrays::stream)
        .filter(member -> (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0)
        .filter(member -> !member.isSynthetic())
        .map(member -> declaration(member).replace(MOVED, "io.pinelink.grpc.channel."))
        .forEach(api::add);
    return api;
  }

  private static String declaration(Member member) {
    return member instanceof Executable executable
        ? executable.toGenericString()
        : ((Field) member).toGenericString();
  }

  @Test
  void nativeLibrariesHaveTheNamesThatNettyLooksFor() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(
              jar.stream()
                  .map(JarEntry::getName)
                  .filter(name -> name.matches("META-INF/native/.+")))
          .hasSize(4)
          .allMatch(
              name ->
                  name.matches(
                      "META-INF/native/libio_pinelink_shaded_netty_\\w+_(x86|aarch)_64\\.so"));
    }
  }

  @Test
  void metadataForNativeImagesHasTheNewNames() throws IOException {
    assertThat(CONTENT.entries("META-INF/native-image/.*"))
        .isNotEmpty()
        .allSatisfy((name, text) -> assertThat(text).doesNotContainPattern(ORIGINAL_NAME_IN_TEXT));
  }

  @Test
  void licensesOfAllLibrariesAreInTheJar() throws IOException {
    Map<String, String> texts = CONTENT.entries("META-INF/[^/]+|META-INF/license/[^/]+");

    assertThat(texts)
        .containsKeys(
            "META-INF/LICENSE",
            "META-INF/NOTICE.txt",
            "META-INF/license/LICENSE.protobuf.txt",
            "META-INF/license/LICENSE.boringssl.txt",
            "META-INF/license/LICENSE.tomcat-native.txt",
            "META-INF/FastDoubleParser-LICENSE",
            "META-INF/FastDoubleParser-ThirdParty-LICENSE",
            "META-INF/Schubfach-LICENSE");
    assertThat(texts.get("META-INF/NOTICE"))
        .contains("gRPC", "Netty", "Protocol Buffers", "Guava", "PerfMark")
        .contains("Jackson JSON processor", "Apache HttpComponents Core");
  }

  @Test
  @OnlyIfShrunk
  void theJarIsSmall() throws IOException {
    assertThat(Files.size(JAR)).isLessThan(MAX_BYTES);
  }

  @Test
  void thePublishedPomHasNoDependencyButJspecify() throws IOException {
    String pom = Files.readString(Path.of(".flattened-pom.xml"));

    assertThat(Pattern.compile("<dependency>").matcher(pom).results()).hasSize(1);
    assertThat(pom).containsPattern("<dependency>\\s*<groupId>org.jspecify</groupId>");
  }

  private static Set<String> classNames() throws IOException {
    return classNames(JAR);
  }

  private static Set<String> classNames(Path path) throws IOException {
    try (JarFile jar = new JarFile(path.toFile())) {
      return jar.stream()
          .map(JarEntry::getName)
          .filter(name -> name.endsWith(".class"))
          .collect(toCollection(TreeSet::new));
    }
  }

  private static List<Path> modules() {
    return List.of(module("core"), module("copy"), module("grpc"), module("rest"));
  }

  private static Path module(String name) {
    return TestClassPath.jar("pinelink-" + name + "-\\d.*\\.jar");
  }

  private static URLClassLoader loader(List<Path> paths) throws IOException {
    URL[] urls = new URL[paths.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = paths.get(i).toUri().toURL();
    }
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }
}
