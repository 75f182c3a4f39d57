package io.pinelink.server.internal.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tokenizer that splits a text into words: runs of letters and digits. This server counts words
 * where the service counts the tokens of its models.
 */
public final class WordTokenizer {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

  private WordTokenizer() {}

  /** Returns all words in order, in lower case. */
  public static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group().toLowerCase(Locale.ROOT));
    }
    return words;
  }

  public static int count(String text) {
    return (int) WORD.matcher(text).results().count();
  }

  /** Returns the beginning of a text, up to the given number of words. */
  static String first(String text, int words) {
    if (words == 0) {
      return "";
    }
    Matcher matcher = WORD.matcher(text);
    for (int found = 0; matcher.find(); ) {
      if (++found == words) {
        return text.substring(0, matcher.end());
      }
    }
    return text;
  }

  /** Returns the end of a text, with the given number of words. */
  static String last(String text, int words) {
    int skipped = count(text) - words;
    Matcher matcher = WORD.matcher(text);
    for (int found = 0; matcher.find(); found++) {
      if (found == skipped) {
        return text.substring(matcher.start());
      }
    }
    return text;
  }
}
