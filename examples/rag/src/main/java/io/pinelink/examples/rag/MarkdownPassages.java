package io.pinelink.examples.rag;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Splits a guide into passages: at its headings, and where a section is long, at blank lines and
 * rows of tables. Fenced code is not split. Not thread-safe.
 */
final class MarkdownPassages {
  /** The embedding model reads about 250 words at once. */
  private static final int MAX_LENGTH = 1_200;

  private static final Pattern HEADING = Pattern.compile("(#{1,6}) +(.+)");

  private record Heading(int level, String text) {}

  private final String file;
  private final List<Heading> headings = new ArrayList<>();
  private final List<Passage> passages = new ArrayList<>();
  private final StringBuilder passage = new StringBuilder();
  private final StringBuilder block = new StringBuilder();
  private boolean inFence;

  private MarkdownPassages(String file) {
    this.file = file;
  }

  /** Returns the passages of a guide in their order. */
  static List<Passage> split(String file, String markdown) {
    MarkdownPassages splitter = new MarkdownPassages(file);
    markdown.lines().forEach(splitter::add);
    splitter.endPassage();
    return splitter.passages;
  }

  private void add(String line) {
    if (line.startsWith("```")) {
      inFence = !inFence;
    }
    Matcher heading = HEADING.matcher(line);
    if (inFence) {
      append(line);
    } else if (heading.matches()) {
      endPassage();
      enter(new Heading(heading.group(1).length(), heading.group(2).replace("`", "")));
    } else if (line.isBlank()) {
      endBlock();
    } else {
      if (line.startsWith("|") && passage.length() + block.length() > MAX_LENGTH) {
        endPassage();
      }
      append(line);
    }
  }

  private void append(String line) {
    block.append(line).append('\n');
  }

  private void enter(Heading heading) {
    headings.removeIf(above -> above.level() >= heading.level());
    headings.add(heading);
  }

  private void endBlock() {
    if (passage.length() > 0 && passage.length() + block.length() > MAX_LENGTH) {
      store();
    }
    passage.append(block).append('\n');
    block.setLength(0);
  }

  private void endPassage() {
    endBlock();
    store();
  }

  private void store() {
    String text = passage.toString().strip();
    if (!text.isEmpty()) {
      String title =
          headings.stream()
              .map(Heading::text)
              .collect(Collectors.joining(" " + Passage.SEPARATOR + " "));
      passages.add(new Passage(file, title, text));
    }
    passage.setLength(0);
  }
}
