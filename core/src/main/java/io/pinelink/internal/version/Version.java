package io.pinelink.internal.version;

import io.pinelink.error.IncompatibleLibraryException;
import io.pinelink.spi.Failures;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The version of this client, recorded by the build. */
public final class Version {
  private static final String RESOURCE = "version.properties";

  private Version() {}

  /** Returns the version, such as {@code 1.2.3}. */
  public static String current() {
    try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the jar");
      }
      return version(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Checks that all jars with the classes of core have the same version. There are two such
   * artifacts, {@code pinelink-core} and the self-contained {@code pinelink}. The same version of
   * both does no harm.
   *
   * @throws IncompatibleLibraryException if there are several versions
   */
  public static void requireOne(ClassLoader loader) {
    String resource = Version.class.getPackageName().replace('.', '/') + "/" + RESOURCE;
    Map<String, URL> found = new TreeMap<>();
    try {
      for (URL url : Collections.list(loader.getResources(resource))) {
        try (InputStream in = url.openStream()) {
          found.putIfAbsent(version(in), url);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (found.size() > 1) {
      throw Failures.incompatibleLibrary(
          "the class path has several versions of Pinelink, expected one: " + found, null);
    }
  }

  private static String version(InputStream in) throws IOException {
    Properties properties = new Properties();
    properties.load(in);
    return properties.getProperty("version", "unknown");
  }
}
