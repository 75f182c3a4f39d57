import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Copies a bundle, and damages the copy in every way that {@code ReleaseRules} and the checks of jars and signatures must
 * find: {@code java DamagedRelease.java BUNDLE COPY}. Prints the violations to expect, one per line.
 */
final class DamagedRelease {
  private final Path copy;

  private DamagedRelease(Path copy) {
    this.copy = copy;
  }

  public static void main(String... args) throws IOException {
    Path bundle = Path.of(args[0]);
    DamagedRelease damaged = new DamagedRelease(Path.of(args[1]));
    try (Stream<Path> files = Files.walk(bundle)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = damaged.copy.resolve(bundle.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    damaged.damage();
  }

  private void damage() throws IOException {
    Path corePom = pom("pinelink-core");
    Path restPom = pom("pinelink-rest");
    String core = stem(corePom);
    String rest = stem(restPom);

    Files.writeString(corePom.resolveSibling(core + ".jar"), "\n", StandardOpenOption.APPEND);
    expect(core + ".jar does not match its sha1");
    expect(core + ".jar.asc is not valid");
    Files.delete(corePom.resolveSibling(core + "-sources.jar.asc"));
    expect(core + "-sources.jar has no signature");
    Files.delete(corePom.resolveSibling(core + "-javadoc.jar"));
    expect(core + ".pom comes with");
    Files.delete(restPom.resolveSibling(rest + "-sources.jar"));
    expect(rest + ".jar has no sources beside it");

    edit(corePom, pom -> pom.replace("<scm", "<ciManagement").replace("</scm>", "</ciManagement>"));
    expect(core + ".pom lacks scm/url");
    edit(
        restPom,
        pom ->
            pom.replace("<artifactId>pinelink-core", "<artifactId>pinelink-test-support")
                .replace("<description>", "<description>${left} "));
    expect("pinelink-rest needs unpublished pinelink-test-support");
    expect(rest + ".pom has a property");
  }

  private static void expect(String violation) {
    System.out.println(violation);
  }

  private Path pom(String artifact) throws IOException {
    try (Stream<Path> files = Files.walk(copy)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".pom"))
          .filter(file -> file.getParent().getParent().endsWith(artifact))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String stem(Path pom) {
    return pom.getFileName().toString().replaceFirst("\\.pom$", "");
  }

  private static void edit(Path file, UnaryOperator<String> change) throws IOException {
    String before = Files.readString(file);
    String after = change.apply(before);
    if (after.equals(before)) {
      throw new IllegalStateException(file + " has nothing to damage");
    }
    Files.writeString(file, after);
  }
}
