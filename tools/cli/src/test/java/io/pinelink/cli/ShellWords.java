package io.pinelink.cli;

import java.util.ArrayList;
import java.util.List;

/** The words of a line as a POSIX shell reads it; operators are words of their own. */
final class ShellWords {
  private static final String OPERATORS = "|<>";

  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;

  private ShellWords() {}

  /**
   * Splits a line.
   *
   * @throws IllegalArgumentException if the line has an open quote, or what only a shell can do
   */
  static List<String> of(String line) {
    ShellWords words = new ShellWords();
    words.read(line);
    return words.words;
  }

  private void read(String line) {
    int i = 0;
    while (i < line.length()) {
      char c = line.charAt(i);
      if (c == '\'' || c == '"') {
        i = quoted(line, i);
      } else if (c == '\\' && i + 1 < line.length()) {
        add(line.charAt(++i));
      } else if (c == ' ') {
        end();
      } else if (OPERATORS.indexOf(c) >= 0) {
        end();
        words.add(String.valueOf(c));
      } else if ("$`;&(){}".indexOf(c) >= 0) {
        throw new IllegalArgumentException("'" + c + "' needs quotes, or a shell: " + line);
      } else {
        add(c);
      }
      i++;
    }
    end();
  }

  /** Reads a word in quotes, and returns the position of its last quote. */
  private int quoted(String line, int start) {
    char quote = line.charAt(start);
    inWord = true;
    int i = start + 1;
    while (i < line.length() && line.charAt(i) != quote) {
      char c = line.charAt(i);
      if (quote == '"' && (c == '$' || c == '`')) {
        throw new IllegalArgumentException("'" + c + "' needs single quotes: " + line);
      }
      if (quote == '"' && c == '\\' && i + 1 < line.length()) {
        i++;
      }
      word.append(line.charAt(i++));
    }
    if (i == line.length()) {
      throw new IllegalArgumentException("a quote is not closed: " + line);
    }
    return i;
  }

  private void add(char c) {
    inWord = true;
    word.append(c);
  }

  private void end() {
    if (inWord) {
      words.add(word.toString());
    }
    inWord = false;
    word.setLength(0);
  }
}
