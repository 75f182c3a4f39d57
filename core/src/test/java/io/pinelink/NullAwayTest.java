package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Proves that this build refuses nulls: javac, given the arguments of the parent's pom as they
 * stand there, must fail on a null that is out of place. A checker that is off says nothing.
 */
@Tag("slow")
class NullAwayTest {
  private static final Path PARENT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern ARGUMENT = Pattern.compile("<(arg|compilerArgument)>(.*?)</\\1>");
  private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");

  @TempDir Path directory;

  @Test
  void aMisplacedNullFailsTheBuild() throws IOException {
    String generics = // Seen only in JSpecify mode.
        "static java.util.List<String> c(java.util.List<@Nullable String> s) { return s; }";
    String output =
        compile(
            """
            static String a() { return null; }
            static int b(@Nullable String s) { return s.length(); }
            """
                + generics);
    assertThat(output.split("error: \\[NullAway]", -1)).as(output).hasSize(1 + 3);
  }

  @Test
  void anAllowedNullCompiles() throws IOException {
    assertThat(compile("static @Nullable String fine() { return null; }")).isEmpty();
  }

  private String compile(String methods) throws IOException {
    Path source = directory.resolve("Snippet.java");
    Files.writeString(
        source,
        "package snippet; import org.jspecify.annotations.*; @NullMarked class Snippet { "
            + methods
            + " }");
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    for (String option : Files.readAllLines(PARENT.resolve(".mvn/jvm.config"))) {
      command.add("-J" + option.strip().replace(' ', '='));
    }
    command.addAll(List.of("-d", directory.toString()));
    command.addAll(List.of("-cp", classPath, "-processorpath", classPath));
    command.addAll(compilerArguments());
    command.add(source.toString());
    return run(command);
  }

  private String run(List<String> command) throws IOException {
    Process javac =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    try {
      return new String(javac.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      javac.destroy();
    }
  }

  private static List<String> compilerArguments() throws IOException {
    String pom = Files.readString(PARENT.resolve("pom.xml")).replaceAll("(?s)<!--.*?-->", "");
    return ARGUMENT
        .matcher(pom)
        .results()
        .map(
            argument ->
                PROPERTY.matcher(argument.group(2)).replaceAll(p -> property(pom, p.group(1))))
        .toList();
  }

  private static String property(String pom, String name) {
    Matcher value = Pattern.compile("<" + Pattern.quote(name) + ">(.*?)</").matcher(pom);
    assertThat(value.find()).as("property %s of the parent", name).isTrue();
    return Matcher.quoteReplacement(value.group(1));
  }
}
