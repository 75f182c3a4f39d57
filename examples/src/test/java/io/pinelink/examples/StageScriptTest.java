package io.pinelink.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a build does not replace the jars that a running example reads. */
class StageScriptTest {
  private static final Path SCRIPT = Path.of("stage").toAbsolutePath();

  @TempDir Path root;
  private Path module;
  private Path jar;

  @BeforeEach
  void build() throws IOException {
    module = root.resolve("a module");
    jar = root.resolve("core/target/demo/pinelink-core.jar");
    write(module.resolve("target/demo/classes/app/Main.class"), "main");
    write(jar, "core");
    Path library = write(root.resolve("repository/library.jar"), "library");
    write(module.resolve("target/demo/classpath"), jar + ":" + library);
  }

  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** Stages under a key that depends on the content of the jar, as it does on the sources. */
  private List<Path> stage() throws Exception {
    String key = Files.readString(jar).replace(' ', '-');
    Process process =
        new ProcessBuilder(SCRIPT.toString(), module.toString(), key)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    String path = Files.readString(module.resolve("target/staged/" + key + "/classpath")).strip();
    return List.of(path.split(":", -1)).stream().map(Path::of).toList();
  }

  @Test
  void aLaterBuildLeavesTheJarsOfARunningExampleUnchanged() throws Exception {
    List<Path> running = stage();
    write(jar, "changed");
    write(module.resolve("target/demo/classes/app/Main.class"), "other");
    List<Path> next = stage();
    Files.delete(jar);

    assertThat(running.get(0).resolve("app/Main.class")).hasContent("main");
    assertThat(running.get(1)).hasContent("core");
    assertThat(next.get(0).resolve("app/Main.class")).hasContent("other");
    assertThat(next.get(1)).hasContent("changed");
  }

  @Test
  void jarsOfOtherProjectsAreNotCopied() throws Exception {
    assertThat(stage().get(2)).isEqualTo(root.resolve("repository/library.jar"));
  }

  @Test
  void anUnchangedBuildCopiesNothing() throws Exception {
    List<Path> first = stage();
    Files.setLastModifiedTime(first.get(1), FileTime.fromMillis(0));

    assertThat(stage()).isEqualTo(first);
    assertThat(Files.getLastModifiedTime(first.get(1))).isEqualTo(FileTime.fromMillis(0));
    try (var copies = Files.list(module.resolve("target/staged"))) {
      assertThat(copies).hasSize(1);
    }
  }

  @Test
  void copiesUnusedForAWeekAreDeleted() throws Exception {
    Path unused = directory(stage());
    write(jar, "changed");
    Path running = directory(stage());
    Process process = new ProcessBuilder("bash", "-c", "read -r", running.toString()).start();
    try {
      age(unused);
      age(running);
      write(jar, "changed again");
      stage();

      assertThat(unused).doesNotExist();
      assertThat(running).exists();
    } finally {
      process.destroy();
    }
  }

  @Test
  void copiesOfAnUnchangedBuildCountAsUsed() throws Exception {
    Path copies = directory(stage());
    age(copies);
    stage();
    write(jar, "changed");
    stage();

    assertThat(copies).exists();
  }

  private static Path directory(List<Path> staged) {
    return Objects.requireNonNull(staged.get(1).getParent());
  }

  private static void age(Path directory) throws IOException {
    Files.setLastModifiedTime(directory, FileTime.from(Instant.now().minus(Duration.ofDays(9))));
  }

  @Test
  void classesFoldersOfModulesWithoutAJarAreKeptApart() throws Exception {
    Path classes = root.resolve("core/target/demo/classes");
    write(classes.resolve("a.txt"), "of core");
    write(module.resolve("target/demo/classpath"), classes.toString());

    List<Path> staged = stage();

    assertThat(staged.get(0).resolve("app/Main.class")).exists();
    assertThat(staged.get(1).resolve("a.txt")).hasContent("of core");
  }
}
