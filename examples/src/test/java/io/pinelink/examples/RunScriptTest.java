package io.pinelink.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@code examples/run} with a Maven that writes two files, and a Java that prints. */
class RunScriptTest {
  private static final Path SOURCES = Path.of("src/main/java/io/pinelink/examples");

  /** The examples that parse options, {@code --help} among them. */
  private static final List<String> WITH_OPTIONS =
      List.of("PrivateSearch", "DocumentSearch", "LoadDictionary");

  @TempDir Path folder;

  private record Outcome(int exitCode, String out, String err) {}

  @BeforeEach
  void install() throws IOException {
    script("mvn", "echo 'BUILD FAILURE: nothing may be built'; exit 1");
    script("java", "echo \"$@\"");
  }

  private Path script(String name, String body) throws IOException {
    Path script = folder.resolve("bin").resolve(name);
    Files.createDirectories(script.getParent());
    Files.writeString(script, "#!/usr/bin/env bash\nset -eu\n" + body + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  private Outcome run(String... arguments) throws Exception {
    return run(Path.of("").toAbsolutePath().resolve("run"), arguments);
  }

  private Outcome run(Path script, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().merge("PATH", folder.resolve("bin") + ":", (path, bin) -> bin + path);
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** Returns the names of all examples. */
  static List<String> examples() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      Stream<String> names =
          files
              .filter(file -> text(file).contains("public static void main("))
              .map(file -> file.getFileName().toString().replace(".java", ""));
      return Stream.concat(names, Stream.of("Micronaut", "Rag")).sorted().toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--help"})
  void helpWithoutANameListsEveryExample(String argument) throws Exception {
    Outcome outcome = argument.isEmpty() ? run() : run(argument);

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out().lines().filter(line -> line.startsWith("  ")).map(String::strip))
        .containsExactlyElementsOf(examples());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void helpOfEveryExampleNamesItsArgumentsWithoutRunningIt(String name) throws Exception {
    if (WITH_OPTIONS.contains(name)) {
      assertThat(Printed.by(args -> main(name, "--help"))).startsWith("--").contains("--help");
      return;
    }
    Outcome outcome = run(name, "--help");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).startsWith("usage: examples/run " + name);
    assertThat(outcome.err()).isEmpty();
  }

  private static void main(String name, String argument) throws ReflectiveOperationException {
    Class.forName("io.pinelink.examples." + name)
        .getMethod("main", String[].class)
        .invoke(null, (Object) new String[] {argument});
  }

  @Test
  void examplesWithADaggerInTheirRowTakeTheNameOfAnIndex() throws Exception {
    String page = Files.readString(Path.of("../docs/examples.md"));

    for (String name : examples()) {
      if (!WITH_OPTIONS.contains(name)) {
        assertThat(run(name, "--help").out().contains("[INDEX]"))
            .as(name)
            .isEqualTo(page.contains("/" + name + ".java) † |"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HybridSearch one two", "HybridSearch --index", "ImportVectors my-index"})
  void unexpectedArgumentsAreRefusedBeforeTheBuild(String arguments) throws Exception {
    Outcome outcome = run(arguments.split(" ", -1));

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("usage: examples/run ");
    assertThat(outcome.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Hybrid", "Backend", "../examples/HybridSearch"})
  void anUnknownNameListsTheExamples(String name) throws Exception {
    Outcome outcome = run(name);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .startsWith("there is no example named " + name)
        .contains("  HybridSearch\n");
  }

  @Test
  void aFailedBuildShowsItsErrorsAndStartsNothing() throws Exception {
    Outcome outcome = run(copyOfTheScripts(), "Demo", "my-index");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("BUILD FAILURE: nothing may be built");
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void aSecondRunReplacesNoFileOfARunningExample() throws Exception {
    Path script = copyOfTheScripts();
    script("mvn", build("first"));
    String running = run(script, "Demo", "my-index").out();
    script("mvn", build("second"));
    changeSources();
    String next = run(script, "Demo").out();

    assertThat(running).endsWith(" io.pinelink.examples.Demo my-index\n");
    assertThat(contentOf(running)).containsExactly("first", "first");
    assertThat(contentOf(next)).containsExactly("second", "second");
  }

  @Test
  void nothingIsBuiltWhenNothingHasChanged() throws Exception {
    Path script = copyOfTheScripts();
    script("mvn", build("first"));
    Outcome first = run(script, "Demo", "my-index");
    script("mvn", "exit 1");
    Outcome second = run(script, "Demo", "my-index");

    assertThat(second.err()).isEqualTo("Nothing has changed since the last build.\n");
    assertThat(second.out()).isEqualTo(first.out());
    changeSources();
    assertThat(run(script, "Demo").exitCode()).isEqualTo(1);
  }

  @Test
  void aMissingLibraryIsDownloadedAgain() throws Exception {
    Path script = copyOfTheScripts();
    Path library = folder.resolve("project/library.jar");
    String build =
        build("first")
            + "\nprintf %s \":$PWD/library.jar\" >> examples/target/demo/classpath"
            + "\ntouch library.jar";
    script("mvn", build);
    run(script, "Demo");
    Files.delete(library);

    assertThat(run(script, "Demo").err()).startsWith("Building; ");
    assertThat(library).exists();
  }

  @Test
  void sourcesThatChangeDuringTheBuildAreBuiltAgain() throws Exception {
    Path script = copyOfTheScripts();
    script(
        "mvn",
        "if [ -e '"
            + folder
            + "/built' ]; then\n"
            + build("second")
            + "\nelse\n"
            + build("first")
            + "\necho changed >> examples/"
            + SOURCES
            + "/Demo.java\ntouch '"
            + folder
            + "/built'\nfi");

    assertThat(contentOf(run(script, "Demo").out())).containsExactly("second", "second");
  }

  private void changeSources() throws IOException {
    Files.writeString(
        folder.resolve("project/examples").resolve(SOURCES).resolve("Other.java"),
        "class Other {}");
  }

  /** Copies the scripts to a project of their own, with one example. */
  private Path copyOfTheScripts() throws IOException {
    Path examples = Files.createDirectories(folder.resolve("project/examples"));
    for (String name : List.of("run", "stage")) {
      Path copy = Files.copy(Path.of(name), examples.resolve(name));
      assertThat(copy.toFile().setExecutable(true)).isTrue();
    }
    Path sources = Files.createDirectories(examples.resolve(SOURCES));
    Files.writeString(
        sources.resolve("Demo.java"),
        "class Demo { public static void main(String[] args) { Backend.open(args, null); } }");
    return examples.resolve("run");
  }

  /** Returns a script that writes what a build does: a folder of classes, and a jar. */
  private String build(String content) {
    Path project = folder.resolve("project");
    return String.join(
        "\n",
        "cd '" + project + "'",
        "mkdir -p examples/target/demo/classes core/target/demo",
        "echo " + content + " > examples/target/demo/classes/Demo.class",
        "echo " + content + " > core/target/demo/core.jar",
        "printf %s \"$PWD/core/target/demo/core.jar\" > examples/target/demo/classpath");
  }

  /** Returns what a command's class path contains: the class, then the jar. */
  private static List<String> contentOf(String command) throws IOException {
    String[] path = command.split(" ", -1)[1].split(":", -1);
    return List.of(
        Files.readString(Path.of(path[0], "Demo.class"), StandardCharsets.UTF_8).strip(),
        Files.readString(Path.of(path[1])).strip());
  }
}
