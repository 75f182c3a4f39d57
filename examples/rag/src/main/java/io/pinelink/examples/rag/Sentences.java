package io.pinelink.examples.rag;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits the Markdown of a passage into plain sentences. Code is left out. */
final class Sentences {
  private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern TABLE_HEAD = Pattern.compile("(?m)^\\|.*\\n\\|[-| :]+$");
  private static final Pattern BULLET = Pattern.compile("^(?:[-*]|\\d+\\.) +");
  private static final Pattern LINK = Pattern.compile("!?\\[([^\\]]*)\\]\\([^)]*\\)");
  private static final Pattern TWO_CELLS = Pattern.compile("\\| ([^|]+) \\| ([^|]+) \\|");
  private static final int MIN_LENGTH = 20;

  private Sentences() {}

  /** Returns the sentences, list items and rows of tables that are long enough to be an answer. */
  static List<String> of(String markdown) {
    String prose = TABLE_HEAD.matcher(FENCE.matcher(markdown).replaceAll("")).replaceAll("");
    List<String> sentences = new ArrayList<>();
    StringBuilder paragraph = new StringBuilder();
    for (String line : prose.lines().toList()) {
      boolean row = line.startsWith("|");
      if (row || line.isBlank() || BULLET.matcher(line).find()) {
        split(paragraph, sentences);
      }
      if (row) {
        entry(line).ifPresent(text -> addIfUseful(text, sentences));
      } else {
        paragraph.append(BULLET.matcher(line).replaceFirst("").strip()).append(' ');
      }
    }
    split(paragraph, sentences);
    return sentences;
  }

  /** Returns the text of a row of two cells; wider tables are not read as text. */
  private static Optional<String> entry(String row) {
    Matcher cells = TWO_CELLS.matcher(row);
    return cells.matches()
        ? Optional.of(plain(cells.group(1) + ": " + cells.group(2)))
        : Optional.empty();
  }

  private static void split(StringBuilder paragraph, List<String> sentences) {
    String text = plain(paragraph.toString().strip());
    paragraph.setLength(0);
    BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
    breaks.setText(text);
    int start = 0;
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      addIfUseful(text.substring(start, end).strip(), sentences);
      start = end;
    }
  }

  private static String plain(String markdown) {
    return LINK.matcher(markdown).replaceAll("$1").replace("**", "").replace("`", "");
  }

  private static void addIfUseful(String sentence, List<String> sentences) {
    // A sentence that ends with a colon announces code or a list.
    if (sentence.length() >= MIN_LENGTH && !sentence.endsWith(":")) {
      sentences.add(sentence);
    }
  }
}
