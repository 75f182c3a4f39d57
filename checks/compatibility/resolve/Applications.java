import static java.util.stream.Collectors.partitioningBy;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;

/**
 * Resolves and compiles generated applications in one JVM, which takes a fraction of the time of a
 * Maven for each. Reads the generated pom.xml, with its parent and BOMs, as Maven does.
 *
 * <p>Arguments: the address of the remote repository; the local ones, joined by commas, the first
 * of which receives downloads; the directories of the applications. Writes {@code classpath} and
 * {@code target/classes} into each, or {@code prepare.log} if it fails.
 */
final class Applications {
  private final Repositories repositories;
  private final Path poms;

  private Applications(Repositories repositories, Path poms) {
    this.repositories = repositories;
    this.poms = poms;
  }

  public static void main(String... args) throws Exception {
    List<Path> local = new ArrayList<>(Arrays.stream(args[1].split(",")).map(Path::of).toList());
    Path poms = Files.createTempDirectory("poms");
    local.add(poms);
    Applications applications = new Applications(new Repositories(args[0], local), poms);
    Stream.of(args).skip(2).parallel().map(Path::of).forEach(applications::prepare);
  }

  private void prepare(Path directory) {
    try {
      List<Path> classPath = classPath(directory);
      Files.writeString(directory.resolve("classpath"), join(classPath));
      compile(directory, classPath);
    } catch (Exception e) {
      StringWriter text = new StringWriter();
      e.printStackTrace(new PrintWriter(text));
      try {
        Files.writeString(directory.resolve("prepare.log"), text.toString());
      } catch (Exception again) {
        throw new IllegalStateException(again);
      }
    }
  }

  private List<Path> classPath(Path directory) throws Exception {
    ArtifactDescriptorResult application = repositories.describe(install(directory));
    List<Dependency> dependencies = application.getDependencies();
    List<Dependency> managed = application.getManagedDependencies();
    return switch (Files.readString(directory.resolve("wins")).strip()) {
      case "highest" ->
          repositories.files(Highest.resolve(repositories, dependencies, platforms(directory)));
      case "first" -> {
        Map<Boolean, List<Dependency>> own =
            dependencies.stream().collect(partitioningBy(Applications::isOfPinelink));
        List<Path> paths = new ArrayList<>(repositories.nearest(own.get(false), managed));
        paths.addAll(repositories.nearest(own.get(true), managed));
        yield paths;
      }
      default -> repositories.nearest(dependencies, managed);
    };
  }

  /** Puts the POM where the resolver finds it, under a name of its own. */
  private Artifact install(Path directory) throws Exception {
    String name = directory.getFileName().toString();
    Path pom = poms.resolve("compatibility").resolve(name).resolve("1/" + name + "-1.pom");
    Files.createDirectories(pom.getParent());
    Files.writeString(
        pom,
        Files.readString(directory.resolve("pom.xml"))
            .replace("<artifactId>app</artifactId>", "<artifactId>" + name + "</artifactId>"));
    return new DefaultArtifact("compatibility", name, "pom", "1");
  }

  private static boolean isOfPinelink(Dependency dependency) {
    return dependency.getArtifact().getGroupId().equals("io.pinelink");
  }

  /** Returns the parent and the BOMs. */
  private static List<Artifact> platforms(Path directory) throws Exception {
    return Files.readAllLines(directory.resolve("platforms")).stream()
        .map(coordinates -> coordinates.split(":"))
        .map(parts -> (Artifact) new DefaultArtifact(parts[0], parts[1], "pom", parts[2]))
        .toList();
  }

  private static void compile(Path directory, List<Path> classPath) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-proc:none",
                "-nowarn",
                "-parameters",
                "--release",
                "17",
                "-d",
                directory.resolve("target/classes").toString(),
                "-cp",
                join(classPath)));
    try (Stream<Path> sources = Files.walk(directory.resolve("src/main/java"))) {
      sources.map(Path::toString).filter(path -> path.endsWith(".java")).forEach(arguments::add);
    }
    StringWriter out = new StringWriter();
    PrintWriter printer = new PrintWriter(out);
    ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
    if (javac.run(printer, printer, arguments.toArray(String[]::new)) != 0) {
      throw new IllegalStateException("the compiler failed: " + out);
    }
  }

  private static String join(List<Path> paths) {
    return String.join(File.pathSeparator, paths.stream().map(Path::toString).toList());
  }
}
