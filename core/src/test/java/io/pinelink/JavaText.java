package io.pinelink;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The parts of a Java file that people read: comments, text literals and names of methods. */
final class JavaText {
  /** A text, a character or a comment; the groups are a text block, a text and a comment. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "(\"\"\"[\\s\\S]*?\"\"\")|(\"[^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+\")"
              + "|'[^'\\\\\\n]*+(?:\\\\.[^'\\\\\\n]*+)*+'"
              + "|((?://[^\\n]*\\n\\s*)*//[^\\n]*|/\\*[\\s\\S]*?\\*/)");

  /** The declaration of a method in a file without comments and texts. */
  private static final Pattern METHOD =
      Pattern.compile(
          "^ +(?:(?:public|protected|private|static|final|abstract|default|synchronized) )*"
              + "(?:<[^()]*> )?(?!return |new |throw |else |yield )[\\w.]+(?:<[^()]*>)?(?:\\[])* "
              + "([a-z]\\w*)\\((?=[^;]*\\{|[^()]*\\);)",
          Pattern.MULTILINE);

  private static final Pattern TEST =
      Pattern.compile(
          "@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate|FuzzTest|ArchTest)\\b"
              + "[^;]*?[\\w>] (\\w+)\\(");

  private static final Pattern WORD = Pattern.compile("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\\d+");
  private static final Pattern LINE_START = Pattern.compile("\\n\\s*(?:\\*(?!/)|//)[ ]?");
  private static final Pattern PARAGRAPH_END = Pattern.compile("\\n\\s*\\n|\\n\\s*(?=@\\w|<li>)");

  private final List<String> comments = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final String code;

  private JavaText(String java) {
    code = TOKEN.matcher(java).replaceAll(this::take);
  }

  static JavaText of(String java) {
    return new JavaText(java);
  }

  private String take(MatchResult token) {
    if (token.group(3) != null) {
      paragraphs(LINE_START.matcher(token.group(3)).replaceAll("\n")).forEach(comments::add);
    } else if (token.group(1) != null) {
      paragraphs(token.group(1)).forEach(texts::add);
    } else if (token.group(2) != null) {
      texts.add(token.group(2));
    }
    return "";
  }

  /** Returns the paragraphs of a text, each in one line. */
  static Stream<String> paragraphs(String text) {
    return PARAGRAPH_END.splitAsStream(text).map(lines -> lines.strip().replaceAll("\\s+", " "));
  }

  /** Returns the paragraphs of all comments. */
  List<String> comments() {
    return comments;
  }

  /** Returns the texts in quotes, and the paragraphs of text blocks. */
  List<String> texts() {
    return texts;
  }

  List<String> methods() {
    return names(METHOD);
  }

  List<String> tests() {
    return names(TEST);
  }

  private List<String> names(Pattern declaration) {
    return declaration.matcher(code).results().map(found -> found.group(1)).toList();
  }

  /** Returns a name as words in lower case: {@code aURLIsRead} is "a url is read". */
  static String words(String name) {
    Matcher word = WORD.matcher(name);
    List<String> words = word.results().map(MatchResult::group).toList();
    return String.join(" ", words).toLowerCase(Locale.ROOT);
  }
}
