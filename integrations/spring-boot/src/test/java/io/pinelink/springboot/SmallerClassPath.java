package io.pinelink.springboot;

import java.io.File;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/** The class path of a test without some jars, as an application without them has it. */
final class SmallerClassPath {
  private SmallerClassPath() {}

  /**
   * Runs code that sees only the smaller class path.
   *
   * @param left a pattern that is found in the paths of the jars to leave out
   */
  static String call(String left, Class<? extends Callable<String>> code) throws Exception {
    Pattern without = Pattern.compile(left);
    List<URL> urls = new ArrayList<>();
    for (String entry :
        Pattern.compile(File.pathSeparator).split(System.getProperty("java.class.path"), -1)) {
      if (!without.matcher(entry).find()) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader smaller =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      thread.setContextClassLoader(smaller);
      Constructor<?> constructor = smaller.loadClass(code.getName()).getDeclaredConstructor();
      constructor.setAccessible(true);
      return String.valueOf(((Callable<?>) constructor.newInstance()).call());
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
