import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the Maven projects of rows, as a user would have them: {@code java Projects.java VERSION
 * DIRECTORY ROW FORM [ROW FORM ...]}, where VERSION is Pinelink's, into DIRECTORY/ROW-FORM.
 * Beside the sources, the file {@code wins} has that column of rows.txt, and the file {@code
 * platforms} the parent and the BOMs.
 */
final class Projects {
  private static final Path HERE = Path.of("").toAbsolutePath();
  private static final Path ROOT = HERE.resolve("../..");
  private static final List<String> CONTAINED = List.of("core", "grpc", "rest");

  /** The dependency on a transport. */
  private static final Pattern MODULE =
      Pattern.compile(
          "<dependency>(?:(?!</dependency>).)*pinelink-(grpc|rest)<.*?</dependency>\\s*",
          Pattern.DOTALL);

  private final String version;
  private final String row;
  private final boolean selfContained;
  private final String project;
  private final String jdk;
  private final String wins;
  private final List<String> coordinates;

  private Projects(String version, String row, String form) throws IOException {
    this.version = version;
    this.row = row;
    this.selfContained =
        switch (form) {
          case "self-contained" -> true;
          case "modules" -> false;
          default -> throw new IllegalArgumentException("form is " + form);
        };
    String[] columns = columns(row);
    this.project = columns[1];
    this.jdk = columns[2];
    this.wins = columns[3];
    this.coordinates =
        Stream.of(columns[4].split(" "))
            .filter(word -> !word.isEmpty())
            .filter(word -> !(selfContained && word.startsWith("modules:")))
            .map(word -> word.replaceFirst("^modules:", "").replace("@pinelink@", version))
            .collect(Collectors.toCollection(ArrayList::new));
  }

  public static void main(String... arguments) throws IOException {
    for (int i = 2; i < arguments.length; i += 2) {
      Path directory = Path.of(arguments[1], arguments[i] + "-" + arguments[i + 1]);
      new Projects(arguments[0], arguments[i], arguments[i + 1]).write(directory);
    }
  }

  private static String[] columns(String row) throws IOException {
    try (Stream<String> lines = Files.lines(HERE.resolve("rows.txt"))) {
      return lines
          .map(line -> line.split("\\s*\\|\\s*"))
          .filter(columns -> columns[0].equals(row))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("rows.txt has no row " + row));
    }
  }

  private void write(Path directory) throws IOException {
    Path sources = Files.createDirectories(directory.resolve("src/main/java/compatibility"));
    Files.createDirectories(directory.resolve(".mvn")); // the repository's own is not for it
    boolean beside = Files.exists(source("Beside.java"));
    Files.writeString(directory.resolve("pom.xml"), pom(beside));
    Files.writeString(directory.resolve("wins"), wins + "\n");
    Files.write(directory.resolve("platforms"), platforms());

    try (DirectoryStream<Path> files = Files.newDirectoryStream(HERE.resolve("projects").resolve(project))) {
      for (Path file : files) {
        copy(file, sources);
      }
    }
    Files.deleteIfExists(sources.resolve("build.xml"));
    copyShared(sources, "FirstRequest.java");
    if (isReadme()) {
      Files.writeString(
          sources.resolve("PrivateUpsert.java"),
          "package compatibility;\n"
              + blocks("docs/testing.md", "java").stream()
                  .filter(block -> block.contains("class PrivateUpsert "))
                  .findFirst()
                  .orElseThrow());
    } else {
      copyShared(sources, "MainJob.java", "Plain.java");
    }
    if (project.equals("boot-starter") || project.equals("boot-ai")) {
      copyShared(sources, "StarterArguments.java");
    }
    if (project.endsWith("-store")) {
      copyShared(sources, "StoreJob.java");
    }
    if (beside) {
      copyShared(sources, "Main.java", "ServerJob.java");
    }
    describeModule(sources);
  }

  private Path source(String name) {
    return HERE.resolve("projects").resolve(project).resolve(name);
  }

  private static void copyShared(Path sources, String... names) throws IOException {
    for (String name : names) {
      copy(HERE.resolve("shared").resolve(name), sources);
    }
  }

  private static void copy(Path file, Path directory) throws IOException {
    Files.copy(file, directory.resolve(file.getFileName().toString()));
  }

  /** The module descriptor requires what the form consists of, and lies above the package. */
  private void describeModule(Path sources) throws IOException {
    Path template = sources.resolve("module-info.java");
    if (Files.exists(template)) {
      List<String> required =
          selfContained
              ? List.of("io.pinelink")
              : List.of("io.pinelink", "io.pinelink.grpc", "io.pinelink.rest");
      String requires =
          required.stream().map(name -> "  requires " + name + ";\n").collect(Collectors.joining());
      Files.writeString(
          sources.resolveSibling("module-info.java"),
          Files.readString(template).replaceFirst(" *@requires@\\n?", requires));
      Files.delete(template);
    }
  }

  private boolean isReadme() {
    return project.equals("boot-readme");
  }

  private List<String> platforms() {
    List<String> platforms = new ArrayList<>(values("parent", "bom"));
    if (isReadme()) {
      platforms.add("io.pinelink:pinelink-bom:" + version);
    }
    return platforms;
  }

  /** The words of the coordinates that begin with one of the names and an equals sign, without it. */
  private List<String> values(String... names) {
    return coordinates.stream()
        .filter(word -> Arrays.stream(names).anyMatch(name -> word.startsWith(name + "=")))
        .map(word -> word.substring(word.indexOf('=') + 1))
        .toList();
  }

  private String pom(boolean beside) throws IOException {
    StringBuilder pom = new StringBuilder("<project><modelVersion>4.0.0</modelVersion>\n");
    values("parent").forEach(parent -> pom.append(element("parent", parent, "")));
    pom.append("<groupId>compatibility</groupId><artifactId>app</artifactId><version>1</version>\n<properties>");
    pom.append(tag("maven.compiler.release", jdk));
    for (String property : values("property")) {
      int colon = property.indexOf(':');
      pom.append(tag(property.substring(0, colon), property.substring(colon + 1)));
    }
    pom.append(tag("project.build.sourceEncoding", "UTF-8")).append("</properties>\n");
    if (isReadme()) {
      pom.append(readmeDependencies());
    } else {
      pom.append(tag("dependencyManagement", tag("dependencies", managed())));
      pom.append(tag("dependencies", libraries() + pinelink(beside)));
    }
    return pom.append(tag("build", tag("plugins", plugins()))).append("</project>\n").toString();
  }

  private String plugins() throws IOException {
    StringBuilder plugins = new StringBuilder();
    if (values("parent").stream().anyMatch(parent -> parent.contains("spring-boot-starter-parent"))) {
      plugins.append(Files.readString(HERE.resolve("shared/boot-build.xml")));
    }
    Path build = HERE.resolve("projects").resolve(project.replaceFirst("-store$", "")).resolve("build.xml");
    if (Files.exists(build)) {
      String bom = values("bom").stream().findFirst().orElse("");
      plugins.append(
          Files.readString(build)
              .replace("@bom.version@", bom.substring(bom.lastIndexOf(':') + 1))
              .replace("@jdk@", jdk));
    }
    return plugins.toString();
  }

  private String managed() {
    return values("bom").stream()
        .map(bom -> element("dependency", bom, tag("type", "pom") + tag("scope", "import")))
        .collect(Collectors.joining());
  }

  /** The others come before Pinelink: where the first declaration decides the version, theirs wins. */
  private String libraries() {
    return coordinates.stream()
        .filter(word -> !word.contains("="))
        .map(this::dependency)
        .collect(Collectors.joining());
  }

  private String pinelink(boolean beside) {
    List<String> artifacts =
        new ArrayList<>(selfContained ? List.of("pinelink") : List.of("pinelink-grpc", "pinelink-rest"));
    if (beside) {
      artifacts.add("pinelink-server");
    }
    return artifacts.stream()
        .map(artifact -> dependency("io.pinelink:" + artifact + ":" + version))
        .collect(Collectors.joining());
  }

  /** The modules of Pinelink do not bring what the self-contained jar contains. */
  private String dependency(String library) {
    String without = "";
    if (selfContained && library.startsWith("io.pinelink:pinelink-")) {
      without =
          tag(
              "exclusions",
              CONTAINED.stream()
                  .map(module -> element("exclusion", "io.pinelink:pinelink-" + module, ""))
                  .collect(Collectors.joining()));
    }
    return element("dependency", library, without);
  }

  /**
   * The XML of README.md with the libraries of the row, and with the server in the application, which
   * runs the program. In place of the modules, the self-contained form has the dependency of
   * docs/install.md, before that on the server.
   */
  private String readmeDependencies() throws IOException {
    String text =
        blocks("README.md", "xml").get(0)
            .replaceAll(" *<scope>test</scope>\n", "")
            .replaceFirst("<dependencies>", Matcher.quoteReplacement("<dependencies>" + managed()));
    String libraries = libraries();
    if (selfContained) {
      text = MODULE.matcher(text).replaceAll("");
      libraries +=
          blocks("docs/install.md", "xml").stream()
              .filter(block -> block.contains("<artifactId>pinelink</artifactId>"))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "docs/install.md has no XML for the self-contained form"));
    }
    int at = text.indexOf("\n<dependencies>") + "\n<dependencies>".length();
    return text.substring(0, at) + libraries + text.substring(at);
  }

  /** The fenced blocks of a page in a language. */
  private static List<String> blocks(String page, String language) throws IOException {
    Matcher block =
        Pattern.compile("^```" + language + "\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(Files.readString(ROOT.resolve(page)));
    return block.results().map(found -> found.group(1)).toList();
  }

  private static String element(String name, String coordinates, String further) {
    String[] parts = coordinates.split(":");
    return tag(
        name,
        tag("groupId", parts[0])
            + tag("artifactId", parts[1])
            + (parts.length > 2 ? tag("version", parts[2]) : "")
            + further);
  }

  private static String tag(String name, String content) {
    return "<" + name + ">" + content + "</" + name + ">";
  }
}
