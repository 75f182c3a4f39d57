package io.pinelink.testsupport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** A jar that contains libraries under other names, and what the tests of each such jar check. */
public final class ShadedJar {
  private static final String SERVICES = "META-INF/services/";

  private final Path path;

  /** Creates the jar of a file. */
  public ShadedJar(Path path) {
    this.path = path;
  }

  /** Returns the content of the files whose names match a regular expression. */
  public Map<String, String> entries(String names) throws IOException {
    Map<String, String> entries = new TreeMap<>();
    try (JarFile jar = new JarFile(path.toFile())) {
      for (JarEntry entry : jar.stream().toList()) {
        if (!entry.isDirectory() && entry.getName().matches(names)) {
          byte[] content = jar.getInputStream(entry).readAllBytes();
          entries.put(
              entry.getName(),
              new String(content, entry.getName().endsWith(".class") ? ISO_8859_1 : UTF_8));
        }
      }
    }
    return entries;
  }

  /** Returns the descriptor of the jar's Java module. */
  public ModuleDescriptor descriptor() {
    return ModuleFinder.of(path).findAll().iterator().next().descriptor();
  }

  /** Returns a loader of the jar and of other files, but of nothing else. */
  public URLClassLoader loader(List<Path> others) throws MalformedURLException {
    URL[] urls = new URL[others.size() + 1];
    urls[0] = path.toUri().toURL();
    for (int i = 0; i < others.size(); i++) {
      urls[i + 1] = others.get(i).toUri().toURL();
    }
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }

  /**
   * Returns the classes that the jar refers to and that nothing has.
   *
   * @param options the options of jdeps that name the other jars
   */
  public List<String> missingClasses(String... options) {
    StringWriter out = new StringWriter();
    String[] arguments =
        Stream.of(
                Stream.of("--multi-release", "base", "--missing-deps"),
                Stream.of(options),
                Stream.of(path.toString()))
            .flatMap(part -> part)
            .toArray(String[]::new);
    ToolProvider.findFirst("jdeps")
        .orElseThrow()
        .run(new PrintWriter(out), new PrintWriter(out), arguments);
    return out.toString()
        .lines()
        .filter(line -> line.matches(".*-> \\S+\\.\\S+ +not found"))
        .map(line -> line.replaceFirst(".*-> (\\S+).*", "$1"))
        .toList();
  }

  /**
   * Asserts that the files of services and the module's descriptor name the same providers, and
   * that each is there.
   */
  public void hasEveryService(ClassLoader loader) throws Exception {
    ModuleDescriptor module = descriptor();
    Map<String, String> services = entries(SERVICES + "[^/]+");
    assertThat(module.provides()).hasSameSizeAs(services.keySet()).isNotEmpty();
    for (Map.Entry<String, String> entry : services.entrySet()) {
      Class<?> service = loader.loadClass(entry.getKey().substring(SERVICES.length()));
      List<String> providers =
          entry
              .getValue()
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .toList();

      assertThat(providers)
          .isNotEmpty()
          .allSatisfy(name -> assertThat(service).isAssignableFrom(loader.loadClass(name)));
      assertThat(module.uses()).contains(service.getName());
      assertThat(module.provides())
          .filteredOn(provided -> provided.service().equals(service.getName()))
          .singleElement()
          .satisfies(
              provided ->
                  assertThat(provided.providers()).containsExactlyInAnyOrderElementsOf(providers));
    }
  }
}
