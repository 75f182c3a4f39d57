package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * A check of the words in Javadoc, comments and Markdown. {@code plain-english/words.txt} lists
 * words to avoid with their replacements, {@code plain-english/exceptions.txt} the lines that need
 * one of them.
 */
class PlainEnglishTest {
  private static final Path LISTS = Path.of("src/test/resources/io/pinelink/plain-english");

  /** A string, a character or a comment of Java; only the comment has a group. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"\"\"[\\s\\S]*?\"\"\"|\"[^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+\""
              + "|'[^'\\\\\\n]*+(?:\\\\.[^'\\\\\\n]*+)*+'|(//[^\\n]*|/\\*[\\s\\S]*?\\*/)");

  /** A Javadoc comment that begins with a relative clause or a pronoun, and its declaration. */
  private static final Pattern UNNAMED =
      Pattern.compile(
          "/\\*\\*\\s*(?:\\*\\s*)?(What|Who|Whose|Where|How|Whether|Those|Its|Ends it|Makes one|The"
              + " same)\\b[\\s\\S]*?\\*/[^;{(=,]*([;{(=,])");

  private record Word(Pattern pattern, String instead) {
    static Word parse(String line) {
      String[] parts = line.split(" => ", 2);
      return new Word(Pattern.compile(parts[0], Pattern.CASE_INSENSITIVE), parts[1]);
    }
  }

  @Test
  void textsUsePlainWords() throws IOException {
    List<Word> words = lines("words.txt").stream().map(Word::parse).toList();
    Set<String> unused = new LinkedHashSet<>(lines("exceptions.txt"));
    Set<String> exceptions = Set.copyOf(unused);
    List<String> found = new ArrayList<>();
    visit(
        (file, line) -> {
          String place = SourceTree.ROOT.relativize(file) + ": " + line.strip();
          for (Word word : words) {
            Matcher matcher = word.pattern().matcher(line);
            if (matcher.find() && !exceptions.contains(place)) {
              found.add(place + "\n    '" + matcher.group() + "': write " + word.instead());
            } else if (exceptions.contains(place)) {
              unused.remove(place);
            }
          }
        });

    assertThat(found).as("words to replace; see words.txt").isEmpty();
    assertThat(unused).as("exceptions that no line needs").isEmpty();
  }

  private static List<String> lines(String list) throws IOException {
    return Files.readAllLines(LISTS.resolve(list)).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }

  private static void visit(BiConsumer<Path, String> check) throws IOException {
    for (Path file : SourceTree.files()) {
      String name = file.getFileName().toString();
      if (name.endsWith(".md")) {
        Files.readString(file).lines().forEach(line -> check.accept(file, line));
      } else if (name.endsWith(".java")) {
        comments(Files.readString(file)).forEach(line -> check.accept(file, line));
      }
    }
  }

  private static List<String> comments(String java) {
    List<String> lines = new ArrayList<>();
    Matcher token = TOKEN.matcher(java);
    while (token.find()) {
      if (token.group(1) != null) {
        lines.addAll(Arrays.asList(token.group(1).split("\n")));
      }
    }
    return lines;
  }

  @Test
  void javadocNamesItsSubjectFirst() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : SourceTree.mainClasses()) {
      String java = Files.readString(file);
      Matcher unnamed = UNNAMED.matcher(java);
      while (unnamed.find()) {
        boolean describesField = !"({".contains(unnamed.group(2));
        boolean isQuestion = unnamed.group(1).matches("How|Whether");
        if (!(describesField && isQuestion)) {
          long line = java.substring(0, unnamed.start()).lines().count() + 1;
          found.add(
              SourceTree.ROOT.relativize(file) + ":" + line + " begins with " + unnamed.group(1));
        }
      }
    }

    assertThat(found).as("Javadoc to begin with a noun phrase or a verb").isEmpty();
  }

  @Test
  void aDialectWordIsFound() {
    assertThat(comments("int a; // is told\nString s = \"// no\"; /** Tells. */"))
        .containsExactly("// is told", "/** Tells. */");
  }
}
