package io.pinelink.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** The code of the Markdown pages, compiled and run. */
final class GuideCode {
  static final Path ROOT = Path.of("..");

  private static final Pattern FENCED =
      Pattern.compile("^```(\\w*)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  /** The imports that most snippets use. */
  static final String IMPORTS =
      """
      import io.pinelink.*;
      import io.pinelink.control.*;
      import io.pinelink.error.*;
      import io.pinelink.model.*;
      import io.pinelink.model.Vector;
      import io.pinelink.routing.*;
      import io.pinelink.local.*;
      import io.pinelink.server.*;
      import java.time.Duration;
      import java.util.*;
      """;

  private GuideCode() {}

  /** Returns the fenced blocks of a page in a language, in order; empty for those without one. */
  static List<String> blocks(String page, String language) throws IOException {
    return FENCED
        .matcher(Files.readString(ROOT.resolve(page)))
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2))
        .toList();
  }

  /** Compiles a source file into a folder. Fails with the messages of the compiler. */
  static void compile(String className, String source, Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve(className + ".java"), source);
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                messages,
                messages,
                "-cp",
                // Surefire may replace the class path by a jar that refers to it.
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path", ".")),
                "-proc:none",
                "-d",
                folder.toString(),
                file.toString());

    assertThat(result).as(messages.toString(UTF_8)).isZero();
  }

  /** Runs the main method of a compiled class, and returns the lines that it printed. */
  static List<String> run(String className, Path folder) throws Exception {
    try (URLClassLoader classes = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      var main = classes.loadClass(className).getDeclaredMethod("main", String[].class);
      main.setAccessible(true);
      return Printed.by(
              arguments -> {
                try {
                  main.invoke(null, (Object) arguments);
                } catch (ReflectiveOperationException e) {
                  throw new LinkageError("the program cannot be run", e);
                }
              })
          .lines()
          .toList();
    }
  }
}
