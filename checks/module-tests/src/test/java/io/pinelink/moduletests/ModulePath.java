package io.pinelink.moduletests;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The jars of applications and tests, by where they go. */
final class ModulePath {
  private static final Pattern ALSO_REQUIRED =
      Pattern.compile("junit-|opentest4j-|apiguardian-|fastcsv-|kotlin|reactive-streams-");

  private ModulePath() {}

  /** Returns the jars of an application that has the transports and the embedded server. */
  static List<Path> ofApplication() throws IOException {
    return split(Files.readString(Path.of("target/module-path")).strip()).toList();
  }

  /** Returns everything that own modules require, JUnit and FastCSV included. */
  static List<Path> ofOwnModules() throws IOException {
    return Stream.of(
            ofApplication().stream(),
            split(System.getProperty("java.class.path"))
                .filter(jar -> ALSO_REQUIRED.matcher(jar.getFileName().toString()).lookingAt()))
        .flatMap(jars -> jars)
        .toList();
  }

  /** Returns the libraries of the tests, which include Parquet and what it needs. */
  static List<Path> ofLibraries() {
    return split(System.getProperty("java.class.path"))
        .filter(jar -> jar.toString().endsWith(".jar"))
        .filter(jar -> !jar.getFileName().toString().startsWith("pinelink-"))
        .toList();
  }

  /** Returns the jar of a class. */
  static Path of(Class<?> type) {
    CodeSource source = Objects.requireNonNull(type.getProtectionDomain().getCodeSource());
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the paths as an option of {@code java} and {@code javac}. */
  static String join(List<Path> paths) {
    return String.join(File.pathSeparator, paths.stream().map(Path::toString).toList());
  }

  private static Stream<Path> split(String paths) {
    return Stream.of(paths.split(File.pathSeparator)).map(Path::of).filter(Files::exists);
  }
}
