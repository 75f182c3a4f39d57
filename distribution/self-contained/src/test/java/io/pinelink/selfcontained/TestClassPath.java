package io.pinelink.selfcontained;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The jars on the class path of the tests. */
final class TestClassPath {
  /** The self-contained jar. */
  static final Path JAR = Path.of(System.getProperty("pinelink.jar"));

  private TestClassPath() {}

  /** Returns JSpecify, the one library that modules with this jar are compiled with. */
  static Path jspecify() {
    return jar("jspecify-.*\\.jar");
  }

  /** Returns the jar with a file name that matches a regular expression. */
  static Path jar(String fileName) {
    return withoutTheJar().stream()
        .filter(path -> path.getFileName().toString().matches(fileName))
        .findFirst()
        .orElseThrow();
  }

  /** Returns everything but the self-contained jar. */
  static List<Path> withoutTheJar() {
    return Arrays.stream(
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(File.pathSeparator, -1))
        .map(Path::of)
        .filter(path -> !path.equals(JAR))
        .toList();
  }
}
