package io.pinelink.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One command of a pipeline.
 *
 * @param environment the variables that precede it
 * @param words the program and its arguments
 * @param input the file after {@code <}
 * @param output the file after {@code >}
 */
record Stage(
    Map<String, String> environment,
    List<String> words,
    @Nullable String input,
    @Nullable String output) {
  /** Reads the words between two operators of a pipeline. */
  static Stage of(List<String> all) {
    Map<String, String> environment = new LinkedHashMap<>();
    List<String> words = new ArrayList<>();
    String input = null;
    String output = null;
    for (int i = 0; i < all.size(); i++) {
      String word = all.get(i);
      if (word.equals("<")) {
        input = all.get(++i);
      } else if (word.equals(">")) {
        output = all.get(++i);
      } else if (words.isEmpty() && word.matches("[A-Z_]+=.*")) {
        environment.put(
            word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
      } else {
        words.add(word);
      }
    }
    return new Stage(environment, List.copyOf(words), input, output);
  }

  boolean isPinelink() {
    return !words.isEmpty() && words.get(0).equals("pinelink");
  }

  List<String> arguments() {
    return words.subList(1, words.size());
  }
}
