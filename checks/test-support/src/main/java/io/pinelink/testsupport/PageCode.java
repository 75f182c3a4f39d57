package io.pinelink.testsupport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** The Java code of a guide. */
public final class PageCode {
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private PageCode() {}

  /** Returns the blocks of a page, in order. */
  public static List<String> blocks(Path page) throws IOException {
    return BLOCK.matcher(Files.readString(page)).results().map(PageCode::content).toList();
  }

  private static String content(MatchResult block) {
    return block.group(1);
  }

  /**
   * Compiles a class {@code Guide} against the class path of the tests.
   *
   * @param folder for the class
   * @return the messages of the compiler; empty if it succeeded
   */
  public static String compile(String source, Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("Guide.java"), source);
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                messages,
                messages,
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path", ".")),
                "-proc:none",
                "-d",
                folder.toString(),
                file.toString());
    return result == 0 ? "" : "exit code " + result + ": " + messages.toString(UTF_8);
  }
}
