package io.pinelink;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The sizes of the packages of all modules' main code, and the dependencies between them as the
 * sources show them. {@link ArchitectureTest} reads classes, which have no Javadoc links.
 */
class PackagesTest {
  private static final int MAX_FILES = 45;

  private static final String MAIN = "/src/main/java/";

  /** An import, or a Javadoc link with a full name. */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "^import (?:static )?(io\\.pinelink[\\w.]+);"
              + "|\\{@(?:link|linkplain|value)[\\s*]+(io\\.pinelink[\\w.]+)"
              + "|@(?:see|throws)[\\s*]+(io\\.pinelink[\\w.]+)",
          Pattern.MULTILINE);

  @Test
  void aPackageHasAtMost45Files() throws IOException {
    Map<Path, Long> files =
        SourceTree.mainClasses().stream()
            .collect(
                groupingBy(
                    file -> SourceTree.ROOT.relativize(file.getParent()),
                    TreeMap::new,
                    counting()));

    assertThat(files).hasSizeGreaterThan(80);
    files.values().removeIf(count -> count <= MAX_FILES);
    assertThat(files).as("packages with more than %s files", MAX_FILES).isEmpty();
  }

  @Test
  void packagesHaveNoCyclesEvenByJavadocLinks() throws IOException {
    List<String> cycles = new ArrayList<>();
    for (Map.Entry<Path, Map<String, Set<String>>> module : dependencies().entrySet()) {
      cycle(module.getValue()).ifPresent(cycle -> cycles.add(module.getKey() + ": " + cycle));
    }

    assertThat(cycles).as("packages that depend on each other, by imports or links").isEmpty();
  }

  @Test
  void aCycleIsFound() {
    Map<String, Set<String>> graph =
        Map.of("a", Set.of("b"), "b", Set.of("c", "d"), "c", Set.of(), "d", Set.of("b"));

    assertThat(cycle(graph)).contains("b -> d -> b");
    assertThat(cycle(Map.of("a", Set.of("b", "c"), "b", Set.of("c"), "c", Set.of()))).isEmpty();
  }

  @Test
  void referencesAreImportsAndLinks() {
    String source =
        """
        import io.pinelink.model.Vector;
        import static io.pinelink.routing.Route.Kind.PUBLIC;
        /**
         * A {@link
         * io.pinelink.bulk.BulkOptions#of one}, {@code io.pinelink.Index}.
         *
         * @throws io.pinelink.error.PinelinkException always
         */
        """;

    assertThat(references(source))
        .containsExactly(
            "io.pinelink.bulk", "io.pinelink.error", "io.pinelink.model", "io.pinelink.routing");
  }

  /**
   * Returns the packages of each module, and the references of their types to other packages of it.
   * The description of a package is no type, and may link to the facade to start at.
   */
  private static Map<Path, Map<String, Set<String>>> dependencies() throws IOException {
    Map<Path, Map<String, Set<String>>> modules = new TreeMap<>();
    for (Path file : SourceTree.mainClasses()) {
      if (file.endsWith("package-info.java") || file.endsWith("module-info.java")) {
        continue;
      }
      String name = file.toString();
      int root = name.indexOf(MAIN);
      String parent = Objects.requireNonNull(file.getParent()).toString();
      String here = parent.substring(root + MAIN.length()).replace('/', '.');
      Set<String> there = references(Files.readString(file));
      there.remove(here);
      modules
          .computeIfAbsent(
              SourceTree.ROOT.relativize(Path.of(name.substring(0, root))), key -> new TreeMap<>())
          .computeIfAbsent(here, key -> new TreeSet<>())
          .addAll(there);
    }
    modules.values().forEach(graph -> graph.values().forEach(to -> to.retainAll(graph.keySet())));
    assertThat(modules).containsKey(Path.of("core")).hasSizeGreaterThan(12);
    return modules;
  }

  private static Set<String> references(String source) {
    Set<String> packages = new TreeSet<>();
    REFERENCE
        .matcher(source)
        .results()
        .forEach(
            match -> {
              for (int group = 1; group <= match.groupCount(); group++) {
                if (match.group(group) != null) {
                  packages.add(match.group(group).replaceFirst("\\.[A-Z].*", ""));
                }
              }
            });
    return packages;
  }

  /** Returns one of the cycles of a graph. */
  private static Optional<String> cycle(Map<String, Set<String>> graph) {
    Set<String> done = new TreeSet<>();
    return new TreeSet<>(graph.keySet())
        .stream()
            .flatMap(each -> cycle(graph, each, new LinkedHashSet<>(), done).stream())
            .findFirst();
  }

  private static Optional<String> cycle(
      Map<String, Set<String>> graph, String from, Set<String> path, Set<String> done) {
    if (done.contains(from)) {
      return Optional.empty();
    }
    if (!path.add(from)) {
      List<String> steps = new ArrayList<>(path);
      steps.add(from);
      return Optional.of(String.join(" -> ", steps.subList(steps.indexOf(from), steps.size())));
    }
    for (String to : new TreeSet<>(graph.getOrDefault(from, Set.of()))) {
      Optional<String> found = cycle(graph, to, path, done);
      if (found.isPresent()) {
        return found;
      }
    }
    path.remove(from);
    done.add(from);
    return Optional.empty();
  }
}
