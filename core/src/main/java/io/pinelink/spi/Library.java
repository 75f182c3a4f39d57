package io.pinelink.spi;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.CodeSource;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A library that a transport uses, as found at run time.
 *
 * @param artifact the group and artifact, such as {@code com.google.protobuf:protobuf-java}
 * @param builtWith the version that the transport was built with
 * @param oldest the oldest version that the transport was tested with
 * @param version the version found; null if the jar does not reveal it, for example because the
 *     classes were copied into another jar
 * @param location the URL of the jar; null if it is unknown or the library is missing
 */
public record Library(
    String artifact,
    String builtWith,
    String oldest,
    @Nullable String version,
    @Nullable String location) {
  /** Checks that no part is null. */
  public Library {}

  /** A class of a library, without initializing it. */
  @FunctionalInterface
  public interface Type {
    Class<?> get() throws ClassNotFoundException;
  }

  /** Finds the library that contains a class. */
  static Library find(String artifact, String builtWith, String oldest, Type type) {
    Class<?> found;
    try {
      found = type.get();
    } catch (ClassNotFoundException | LinkageError e) {
      return new Library(artifact, builtWith, oldest, null, null);
    }
    CodeSource source = found.getProtectionDomain().getCodeSource();
    URL url = source == null ? null : source.getLocation();
    String location = url == null ? null : url.toString();
    String version = location == null ? null : version(artifact, location, found.getClassLoader());
    return new Library(artifact, builtWith, oldest, version, location);
  }

  private static @Nullable String version(
      String artifact, String location, @Nullable ClassLoader loader) {
    String named = versionInName(artifact.substring(artifact.indexOf(':') + 1), location);
    return named != null || loader == null ? named : versionInPom(artifact, location, loader);
  }

  /** Returns the version in the name of a jar: 1.2.3 for {@code artifact-1.2.3.jar}. */
  private static @Nullable String versionInName(String artifactId, String location) {
    String name = fileName(location);
    String prefix = artifactId + "-";
    if (!name.startsWith(prefix) || !name.endsWith(".jar")) {
      return null;
    }
    String version = name.substring(prefix.length(), name.length() - ".jar".length());
    return version.isEmpty() || !Character.isDigit(version.charAt(0)) ? null : version;
  }

  /** Returns the last element of a URL, which may name a jar inside another one. */
  private static String fileName(String location) {
    int end = location.length();
    while (end > 0 && (location.charAt(end - 1) == '/' || location.charAt(end - 1) == '!')) {
      end--;
    }
    return location.substring(location.lastIndexOf('/', end - 1) + 1, end);
  }

  /** Returns the version in the metadata of Maven, if they are in the same jar as the class. */
  private static @Nullable String versionInPom(
      String artifact, String location, ClassLoader loader) {
    URL pom =
        loader.getResource("META-INF/maven/" + artifact.replace(':', '/') + "/pom.properties");
    if (pom == null || !pom.toString().contains(location)) {
      return null;
    }
    Properties properties = new Properties();
    try (InputStream in = pom.openStream()) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException e) {
      return null;
    }
    return properties.getProperty("version");
  }

  /** Returns whether the version is known and older than the oldest that was tested. */
  boolean isTooOld() {
    return version != null && compare(version, oldest, 3) < 0;
  }

  /** Returns whether the version is known and not the one that the transport was built with. */
  boolean isOtherThanBuiltWith() {
    return version != null && !version.equals(builtWith);
  }

  /**
   * Returns whether both versions are known and this one is of an older release. The third number
   * does not matter, since it is for fixes.
   */
  boolean isOlderThan(Library other) {
    return version != null && other.version != null && compare(version, other.version, 2) < 0;
  }

  /** Compares the first numbers of two versions. */
  private static int compare(String left, String right, int count) {
    String[] first = left.split("[.-]", -1);
    String[] second = right.split("[.-]", -1);
    int difference = 0;
    for (int i = 0; i < count && difference == 0; i++) {
      difference = Integer.compare(number(first, i), number(second, i));
    }
    return difference;
  }

  private static int number(String[] parts, int at) {
    try {
      return at < parts.length ? Integer.parseInt(parts[at]) : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** Returns the artifact with the version and the jar found, as in messages. */
  String describe() {
    if (version == null) {
      return artifact + (location == null ? " (not found)" : " (in " + location + ")");
    }
    return artifact + " " + version + " (" + location + ")";
  }

  /** Returns the artifact with the version and the name of the jar found. */
  @Override
  public String toString() {
    String name = artifact.substring(artifact.indexOf(':') + 1);
    if (location == null) {
      return name + " (not found)";
    }
    return name + (version == null ? " (in " : " " + version + " (") + fileName(location) + ")";
  }
}
