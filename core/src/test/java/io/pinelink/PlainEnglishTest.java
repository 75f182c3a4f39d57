package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A check of the words in Javadoc, comments, messages, Markdown and names of methods. The files in
 * {@code plain-english} list words to avoid with their replacements: {@code words.txt} for
 * everything, {@code spelling.txt} for prose, {@code names.txt} for methods and {@code tests.txt}
 * for tests. {@code exceptions.txt} lists the phrases that need one of the words.
 */
class PlainEnglishTest {
  /** A Javadoc comment that begins with a relative clause or a pronoun, and its declaration. */
  private static final Pattern UNNAMED =
      Pattern.compile(
          "/\\*\\*\\s*(?:\\*\\s*)?(What|Who|Whose|Where|How|Whether|Those|Its|Ends it|Makes one|The"
              + " same)\\b[\\s\\S]*?\\*/[^;{(=,]*([;{(=,])");

  /** Code, names, links and addresses, whose spelling is given. */
  private static final Pattern GIVEN =
      Pattern.compile(
          "```[\\s\\S]*?```|\\{@\\w+ [^}]*}?|`[^`]*`|\\]\\([^)]*\\)|https?:\\S+|'[^' ]*'"
              + "|\\b\\w+[._-]\\w[\\w._-]*|\\b\\w*[a-z][A-Z]\\w*|@(param|see|throws) \\S+");

  @Test
  void textsUsePlainWords() throws IOException {
    WordList words = WordList.of("words.txt");
    List<String> found = new ArrayList<>();
    visitProse((file, paragraph) -> add(file, words.in(paragraph), found));

    assertThat(found).as("words to replace; see words.txt").isEmpty();
  }

  @Test
  void spellingIsConsistent() throws IOException {
    WordList spelling = WordList.of("spelling.txt");
    List<String> found = new ArrayList<>();
    visitProse((file, paragraph) -> add(file, spelling.in(withoutCode(paragraph)), found));

    assertThat(found).as("spellings to replace; see spelling.txt").isEmpty();
  }

  @Test
  void namesOfTestsUsePlainWords() throws IOException {
    WordList words = WordList.of("words.txt", "names.txt", "tests.txt");
    List<String> found = new ArrayList<>();
    visitJava(
        (file, java) ->
            java.tests().forEach(name -> add(file, words.in(JavaText.words(name)), found)));

    assertThat(found).as("names of tests to replace; see names.txt and tests.txt").isEmpty();
  }

  @Test
  void namesOfMethodsUsePlainWords() throws IOException {
    WordList words = WordList.of("words.txt", "names.txt");
    List<String> found = new ArrayList<>();
    visitJava(
        (file, java) -> {
          if (isMain(file)) {
            java.methods().forEach(name -> add(file, words.in(JavaText.words(name)), found));
          }
        });

    assertThat(found).as("names of methods to replace; see names.txt").isEmpty();
  }

  private static void add(Path file, List<String> words, List<String> found) {
    words.forEach(word -> found.add(SourceTree.ROOT.relativize(file) + ": " + word));
  }

  /** Visits the paragraphs of Markdown, comments and the texts of main code. */
  private static void visitProse(BiConsumer<Path, String> check) throws IOException {
    List<String> exceptions = WordList.lines("exceptions.txt");
    BiConsumer<Path, String> checkOthers =
        (file, paragraph) -> check.accept(file, without(exceptions, file, paragraph));
    for (Path file : SourceTree.files()) {
      if (file.toString().endsWith(".md")) {
        JavaText.paragraphs(withoutFences(Files.readString(file)))
            .forEach(paragraph -> checkOthers.accept(file, paragraph));
      }
    }
    visitJava(
        (file, java) -> {
          java.comments().forEach(paragraph -> checkOthers.accept(file, paragraph));
          if (isMain(file)) {
            java.texts().forEach(text -> checkOthers.accept(file, text));
          }
        });
  }

  private static void visitJava(BiConsumer<Path, JavaText> check) throws IOException {
    for (Path file : SourceTree.files()) {
      if (file.toString().endsWith(".java")) {
        check.accept(file, JavaText.of(Files.readString(file)));
      }
    }
  }

  private static boolean isMain(Path file) {
    return file.toString().contains("src/main/java");
  }

  private static String without(List<String> exceptions, Path file, String paragraph) {
    String rest = paragraph;
    for (String exception : exceptions) {
      String[] parts = exception.split(": ", 2);
      if (file.endsWith(parts[0])) {
        rest = rest.replace(parts[1], "");
      }
    }
    return rest;
  }

  private static String withoutCode(String paragraph) {
    return GIVEN.matcher(paragraph).replaceAll("");
  }

  private static String withoutFences(String markdown) {
    return markdown.replaceAll("(?m)^ *```[\\s\\S]*?^ *```", "");
  }

  @Test
  void exceptionsAreNeeded() throws IOException {
    WordList words = WordList.of("words.txt", "spelling.txt");
    for (String exception : WordList.lines("exceptions.txt")) {
      String[] parts = exception.split(": ", 2);
      String text = Files.readString(SourceTree.ROOT.resolve(parts[0])).replaceAll("\\s+", " ");

      assertThat(text).contains(parts[1]);
      assertThat(words.in(parts[1])).as(exception).isNotEmpty();
    }
  }

  @Test
  void javadocNamesItsSubjectFirst() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : SourceTree.files()) {
      if (!file.toString().endsWith(".java")) {
        continue;
      }
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "whatMayPassIsTriedAgain",
        "ofNothingThereIsNoMiddle",
        "whoReadsTheIndexSeesWhatIsWrittenByNow",
        "aTransportMayCountOnByItself",
        "aFailedFirstLookupIsTold",
        "a_name_with_underscores_is_told",
        "theSourceIsReadAnew",
        "aTargetThatIsNoneIsBadUsage"
      })
  void anUnusualNameIsFound(String name) throws IOException {
    WordList words = WordList.of("words.txt", "names.txt", "tests.txt");
    String java = "class A {\n  @Test\n  void " + name + "() {}\n}\n";

    assertThat(JavaText.of(java).tests()).containsExactly(name);
    assertThat(words.in(JavaText.words(name))).isNotEmpty();
    assertThat(words.in(JavaText.words("transientFailuresAreRetried"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "transientFailuresAreRetried, transient failures are retried",
    "aURLIsRead, a url is read",
    "version202607CreatesADenseIndex, version 202607 creates a dense index",
    "http2IsUsed, http 2 is used",
    "should_filter_by_metadata, should filter by metadata"
  })
  void namesAreSplitAtCapitals(String name, String words) {
    assertThat(JavaText.words(name)).isEqualTo(words);
  }

  @Test
  void testsAndMethodsAreFound() {
    JavaText java =
        JavaText.of(
            """
            class A {
              /** Calls tell(). */
              @ParameterizedTest(name = "{0} void no(")
              @CsvSource({"a, b", "void neither("})
              void parameterized(String a) throws Exception {
                return call(a);
              }

              @TestFactory
              Stream<DynamicTest> dynamic() {
                new Thread(() -> other()).start();
              }

              private static <T> Map<String, List<T>> helper(T t) {}

              abstract int declared(int a);
            }
            """);

    assertThat(java.tests()).containsExactly("parameterized", "dynamic");
    assertThat(java.methods()).containsExactly("parameterized", "dynamic", "helper", "declared");
  }

  @Test
  void wordsAreFoundInCommentsAndTexts() {
    JavaText java =
        JavaText.of(
            """
            int a; // is
            // told
            String s = "// no"; /** Tells.
             * <p>It
             * is.
             *
             * <p>Other.
             * @return b */
            """);

    assertThat(java.comments())
        .containsExactly("// is told", "/** Tells. <p>It is.", "<p>Other.", "@return b */");
    assertThat(java.texts()).containsExactly("\"// no\"");
  }

  @ParameterizedTest
  @CsvSource({
    "the bytes are serialised, true",
    "its default behavior, true",
    "The `color` of <code>, false",
    "calls {@link Color#serialise}, false",
    "[the color](color.md), true",
    "[the colour](color.md), false",
    "a serialized catalogue of organizations is otherwise raised, false"
  })
  void americanAndIseSpellingsAreFound(String prose, boolean found) throws IOException {
    WordList spelling = WordList.of("spelling.txt");

    assertThat(!spelling.in(withoutCode(prose)).isEmpty()).isEqualTo(found);
  }
}
