package io.pinelink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words to avoid, each with its replacement, from files in {@code plain-english}. */
record WordList(List<Word> words) {
  private static final Path FILES = Path.of("src/test/resources/io/pinelink/plain-english");

  /** The characters of a paragraph to show before and after a word. */
  private static final int CONTEXT = 60;

  private record Word(Pattern pattern, String instead) {
    static Word parse(String line) {
      String[] parts = line.split(" => ", 2);
      return new Word(Pattern.compile(parts[0], Pattern.CASE_INSENSITIVE), parts[1]);
    }
  }

  static WordList of(String... files) throws IOException {
    List<Word> words = new ArrayList<>();
    for (String file : files) {
      lines(file).stream().map(Word::parse).forEach(words::add);
    }
    return new WordList(words);
  }

  static List<String> lines(String file) throws IOException {
    return Files.readAllLines(FILES.resolve(file)).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }

  /** Returns the uses of these words in a paragraph, each with what to write. */
  List<String> in(String paragraph) {
    List<String> found = new ArrayList<>();
    for (Word word : words) {
      Matcher matcher = word.pattern().matcher(paragraph);
      while (matcher.find()) {
        int start = Math.max(0, matcher.start() - CONTEXT);
        int end = Math.min(paragraph.length(), matcher.end() + CONTEXT);
        found.add(
            paragraph.substring(start, end)
                + "\n    '"
                + matcher.group()
                + "': write "
                + word.instead());
      }
    }
    return found;
  }
}
