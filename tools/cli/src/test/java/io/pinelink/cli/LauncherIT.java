package io.pinelink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.internal.version.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests the script {@code pinelink} beside the jar. */
@DisabledOnOs(OS.WINDOWS)
class LauncherIT {
  private static final Path SCRIPT = Path.of("pinelink").toAbsolutePath();
  private static final Map<String, String> JAVA =
      Map.of("JAVA_HOME", System.getProperty("java.home"));

  private static final String FIRST_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";

  @TempDir Path directory;

  @Test
  void theLauncherRunsTheBuiltJarFromAnyDirectory() throws Exception {
    Run run = run(SCRIPT, JAVA, "--version");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("pinelink " + Version.current() + "\n");
  }

  @Test
  void theLauncherRunsTheJarBesideItThroughLinks() throws Exception {
    Path home = Files.createDirectories(directory.resolve("opt/pine link"));
    Files.copy(SCRIPT, home.resolve("pinelink"));
    Files.createSymbolicLink(home.resolve("pinelink.jar"), JarProcess.JAR.toAbsolutePath());
    Path relative = directory.resolve("opt/pinelink");
    Files.createSymbolicLink(relative, Path.of("pine link/pinelink"));
    Path absolute = directory.resolve("pinelink");
    Files.createSymbolicLink(absolute, relative);

    assertThat(run(absolute, JAVA, "--version").out()).startsWith("pinelink ");
  }

  @Test
  void argumentsAndExitCodesPassUnchanged() throws Exception {
    Run run = run(SCRIPT, JAVA, "resolve", "a host; * $HOME");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("pinelink: host 'a host; * $HOME' is refused");
  }

  @Test
  void theOptionsOfTheJvmComeFromAVariable() throws Exception {
    Run run =
        run(
            SCRIPT,
            Map.of(
                "JAVA_HOME", System.getProperty("java.home"), "PINELINK_OPTS", "-Xmx64m -version"));

    assertThat(run.err()).contains(System.getProperty("java.version"));
  }

  @Test
  void commandsThatEndSoonRunWithoutTheOptimizingCompiler() throws Exception {
    Map<String, String> environment =
        Map.of(
            "JAVA_HOME",
            System.getProperty("java.home"),
            "PINELINK_OPTS",
            "-XX:+PrintCommandLineFlags");

    assertThat(run(SCRIPT, environment, "--help").out()).contains(FIRST_COMPILER_ONLY);
    assertThat(run(SCRIPT, environment, "local", "--help").out())
        .startsWith("-XX:")
        .doesNotContain(FIRST_COMPILER_ONLY);
  }

  @Test
  void aMissingJvmIsNamed() throws Exception {
    Run run = run(SCRIPT, Map.of("JAVA_HOME", "/nowhere"), "--version");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("pinelink: cannot run '/nowhere/bin/java'");
  }

  @Test
  void aMissingJarIsNamed() throws Exception {
    Path alone = directory.resolve("pinelink");
    Files.copy(SCRIPT, alone);

    Run run = run(alone, JAVA, "--version");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains(directory.toRealPath() + " has no pinelink.jar");
  }

  private Run run(Path script, Map<String, String> environment, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(args));
    Path out = Files.createTempFile(directory, "run", ".out");
    Path err = Files.createTempFile(directory, "run", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    int exitCode = builder.start().waitFor();
    return new Run(
        exitCode,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
