package io.pinelink.testsupport;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The class path of a test with other jars, or without some classes, as a class loader that shares
 * only the JDK with the test. It shows what a program sees whose dependencies do not fit together.
 */
public final class AlteredClassPath extends URLClassLoader {
  private final Set<String> hidden;

  private AlteredClassPath(List<URL> urls, Set<String> hidden) {
    super(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    this.hidden = hidden;
  }

  /**
   * Returns the class path with another jar in place of an artifact's.
   *
   * @param artifact the name of the jar without its version, such as {@code grpc-api}
   * @param jar the jar to use instead
   */
  public static AlteredClassPath with(String artifact, Path jar) {
    List<URL> urls = new ArrayList<>();
    urls.add(url(jar));
    for (String entry : entries()) {
      if (!isJarOf(artifact, Path.of(entry).getFileName().toString())) {
        urls.add(url(Path.of(entry)));
      }
    }
    if (urls.size() != entries().size()) {
      throw new AssertionError("no jar or several jars of " + artifact + " on the class path");
    }
    return new AlteredClassPath(urls, Set.of());
  }

  /** Returns the class path without one class. */
  public static AlteredClassPath without(String className) {
    return new AlteredClassPath(
        entries().stream().map(entry -> url(Path.of(entry))).toList(), Set.of(className));
  }

  private static List<String> entries() {
    return List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1));
  }

  private static boolean isJarOf(String artifact, String name) {
    return name.startsWith(artifact + "-") && Character.isDigit(name.charAt(artifact.length() + 1));
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("path is " + path + ", expected one with a URL", e);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (hidden.contains(name)) {
      throw new ClassNotFoundException(name);
    }
    return super.findClass(name);
  }

  /** Creates an object of a class, as this class path has it. */
  public <T> T create(Class<? extends T> type, Class<T> as) throws ReflectiveOperationException {
    return as.cast(loadClass(type.getName()).getConstructor().newInstance());
  }
}
