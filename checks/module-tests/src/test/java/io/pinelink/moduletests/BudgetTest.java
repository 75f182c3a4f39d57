package io.pinelink.moduletests;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests that no module is larger than its row in docs/internals/budget.md. */
class BudgetTest {
  private static final Path ROOT = PublishedJar.ROOT;
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `?([^|`]+?)`? \\| ([\\d,]+) \\|(?: ([\\d,]+))? \\|(?: ([\\d,]+))? \\|$");
  private static final Pattern MODULE = Pattern.compile("<module>(.+)</module>");
  private static final Pattern EXPORTED = Pattern.compile("exports ([\\w.]+);");
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile(
          "^public (?:(?:abstract|final|sealed|non-sealed) )*"
              + "(?:class|interface|record|enum|@interface|object) ",
          Pattern.MULTILINE);

  private static final Pattern FINAL_NAME = Pattern.compile("<finalName>(.+)</finalName>");

  /** The version of the parent, and the name of the artifact. */
  private static final Pattern ARTIFACT =
      Pattern.compile(
          "<version>([^<]+)</version>.+?</parent>\\s+<artifactId>([^<]+)</artifactId>",
          Pattern.DOTALL);

  private static final String ALL = "all but checks and examples";
  private static final String POMS = "POMs";

  /** The modules whose jars contain libraries, of which ProGuard removes what is not used. */
  private static final Set<String> SHRUNK =
      Set.of("distribution/self-contained", "server", "tools/cli");

  private static Map<String, Size> bounds;
  private static Map<String, Size> sizes;

  @BeforeAll
  static void read() throws IOException {
    bounds = new TreeMap<>();
    for (String line : Files.readAllLines(ROOT.resolve("docs/internals/budget.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        bounds.put(row.group(1), new Size(number(row, 2), number(row, 3), number(row, 4)));
      }
    }
    sizes = new TreeMap<>();
    for (String module : modules()) {
      if (!module.startsWith("checks") && !module.startsWith("examples")) {
        sizes.put(module, size(module));
      }
    }
    long all = sizes.values().stream().mapToLong(Size::lines).sum();
    sizes.put(ALL, new Size(all, 0, 0));
    sizes.put(POMS, new Size(poms(), 0, 0));
  }

  @Test
  void everyModuleHasARowAndEveryRowAModule() {
    assertThat(bounds.keySet()).isEqualTo(sizes.keySet());
  }

  @Test
  void noModuleHasMoreLinesOrPublicTypesThanItsRow() {
    List<String> larger = new ArrayList<>();
    bounds.forEach(
        (row, bound) -> {
          Size size = sizes.getOrDefault(row, Size.NONE);
          addIfLarger(larger, row, row.equals(POMS) ? POMS : "lines", bound.lines, size.lines);
          addIfLarger(larger, row, "public types", bound.publicTypes, size.publicTypes);
        });

    assertThat(larger).isEmpty();
  }

  /** Is skipped, and names the modules, if the build has not made the jars that the rows limit. */
  @Test
  void noJarHasMoreBytesThanItsRow() {
    List<String> larger = new ArrayList<>();
    List<String> notBuilt = new ArrayList<>();
    bounds.forEach(
        (row, bound) -> {
          Size size = sizes.getOrDefault(row, Size.NONE);
          if (bound.jarBytes > 0 && size.jarBytes == 0) {
            notBuilt.add(row);
          }
          addIfLarger(larger, row, "jar bytes", bound.jarBytes, size.jarBytes);
        });

    assertThat(larger).isEmpty();
    assumeThat(notBuilt)
        .as("modules whose bound does not apply: this build has not made the jar that users get")
        .isEmpty();
  }

  @Test
  void aSizeOverItsBoundIsReportedWithBoth() {
    List<String> larger = new ArrayList<>();
    addIfLarger(larger, "core", "lines", 45_000, 45_000);
    addIfLarger(larger, "core", "public types", 230, 231);

    assertThat(larger).containsExactly("core: 231 public types, but its row allows 230");
  }

  private static void addIfLarger(
      List<String> larger, String row, String what, long bound, long size) {
    if (size > bound) {
      larger.add(row + ": " + size + " " + what + ", but its row allows " + bound);
    }
  }

  private static long number(MatchResult row, int group) {
    String text = row.group(group);
    return text == null ? 0 : Long.parseLong(text.replace(",", ""));
  }

  /** Returns the modules of the build that have a jar. */
  private static List<String> modules() throws IOException {
    List<String> modules = new ArrayList<>();
    Matcher module = MODULE.matcher(Files.readString(ROOT.resolve("pom.xml")));
    while (module.find()) {
      String pom = Files.readString(ROOT.resolve(module.group(1)).resolve("pom.xml"));
      if (!pom.contains("<packaging>pom</packaging>")) {
        modules.add(module.group(1));
      }
    }
    return modules;
  }

  private static long poms() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT, 4)) {
      return files
          .filter(file -> file.endsWith("pom.xml"))
          .map(file -> "/" + ROOT.relativize(file).toString().replace('\\', '/'))
          .filter(file -> !file.matches(".*/(?:target|node_modules|\\..+)/.*"))
          .count();
    }
  }

  private static Size size(String module) throws IOException {
    Path java = ROOT.resolve(module).resolve("src/main/java");
    long lines = 0;
    long publicTypes = 0;
    for (Path main : List.of(java, java.resolveSibling("kotlin"))) {
      Set<String> exported = exported(java);
      for (Path file : sources(main)) {
        String source = Files.readString(file);
        lines += source.lines().count();
        String name = main.relativize(file.getParent()).toString().replaceAll("[/\\\\]", ".");
        boolean api = exported.isEmpty() ? !name.contains(".internal") : exported.contains(name);
        if (api && PUBLIC_TYPE.matcher(source).find()) {
          publicTypes++;
        }
      }
    }
    return new Size(lines, publicTypes, jarBytes(module));
  }

  private static List<Path> sources(Path main) throws IOException {
    if (!Files.isDirectory(main)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(main)) {
      return files.filter(file -> file.toString().matches(".*\\.(?:java|kt)")).toList();
    }
  }

  /** Returns the packages that a module exports to all, none without a descriptor. */
  private static Set<String> exported(Path main) throws IOException {
    Path descriptor = main.resolve("module-info.java");
    return Files.exists(descriptor)
        ? EXPORTED
            .matcher(Files.readString(descriptor))
            .results()
            .map(exports -> exports.group(1))
            .collect(toSet())
        : Set.of();
  }

  /** Returns the size of the jar, or 0 if it is not known to be the jar that users get. */
  private static long jarBytes(String module) throws IOException {
    Path folder = ROOT.resolve(module);
    Path jar =
        folder.resolve("target").resolve(jarName(Files.readString(folder.resolve("pom.xml"))));
    boolean current =
        Files.exists(jar)
            && (SHRUNK.contains(module)
                ? isShrunk(jar)
                : isNewerThanAll(jar, folder.resolve("target/classes")));
    return current ? Files.size(jar) : 0;
  }

  /**
   * Returns whether this run of Maven made a jar with ProGuard, or found that it would be the same
   * again. An earlier run may have skipped ProGuard.
   */
  private static boolean isShrunk(Path jar) throws IOException {
    Instant started = Instant.parse(System.getProperty("pinelink.build-started"));
    Path inputs = jar.resolveSibling("shrinking/inputs");
    return Boolean.getBoolean("pinelink.shrunk")
        && System.getProperty("proguard.skip") == null
        && Files.getLastModifiedTime(Files.exists(inputs) ? inputs : jar)
            .toInstant()
            .isAfter(started);
  }

  private static String jarName(String pom) {
    Matcher finalName = FINAL_NAME.matcher(pom);
    if (finalName.find()) {
      return finalName.group(1) + ".jar";
    }
    Matcher artifact = ARTIFACT.matcher(pom);
    assertThat(artifact.find()).isTrue();
    return artifact.group(2) + "-" + artifact.group(1) + ".jar";
  }

  private static boolean isNewerThanAll(Path jar, Path classes) throws IOException {
    FileTime built = Files.getLastModifiedTime(jar);
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        if (Files.getLastModifiedTime(file).compareTo(built) > 0) {
          return false;
        }
      }
      return true;
    }
  }

  /** The size of a module, or the bounds of a row: 0 where the row has none. */
  private record Size(long lines, long publicTypes, long jarBytes) {
    static final Size NONE = new Size(0, 0, 0);
  }
}
