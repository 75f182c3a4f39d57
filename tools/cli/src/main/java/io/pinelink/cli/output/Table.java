package io.pinelink.cli.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table for people: aligned columns under a heading, numbers to the right. */
public final class Table {
  private static final String GAP = "  ";

  private final List<String> heading;
  private final List<List<String>> rows = new ArrayList<>();
  private final boolean[] numbers;
  private final int[] widths;
  private boolean started;

  private Table(List<String> heading) {
    this.heading = heading;
    this.numbers = new boolean[heading.size()];
    Arrays.fill(numbers, true);
    this.widths = heading.stream().mapToInt(String::length).toArray();
  }

  /** Creates a table with the names of its columns. */
  public static Table of(String... columns) {
    return new Table(List.of(columns));
  }

  /**
   * Adds a row with one cell for each column. A null is shown as a hyphen, a score with six
   * decimals; control characters are escaped.
   */
  public void row(@Nullable Object... cells) {
    if (cells.length != heading.size()) {
      throw new IllegalArgumentException(
          "a row has " + cells.length + " cells, expected " + heading.size());
    }
    List<String> row = new ArrayList<>(cells.length);
    for (int i = 0; i < cells.length; i++) {
      Object cell = cells[i];
      numbers[i] &= cell == null || cell instanceof Number;
      row.add(cell == null ? "-" : PlainText.line(text(cell)));
    }
    rows.add(row);
  }

  private static String text(Object cell) {
    return cell instanceof Double || cell instanceof Float
        ? String.format(Locale.ROOT, "%.6f", ((Number) cell).doubleValue())
        : cell.toString();
  }

  /** Returns whether there are no rows. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /**
   * Returns the lines that were added since the last call, each with a line end; the first time
   * after the heading. Columns never get narrower.
   */
  public String text(boolean colours) {
    return text(colours, Integer.MAX_VALUE);
  }

  /** Returns the same lines, of which the end is cut so that they fit a width. */
  String text(boolean colours, int max) {
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      int widest = rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
      widths[i] = Math.max(widths[i], widest);
    }
    StringBuilder text = new StringBuilder();
    if (!started) {
      text.append(Colour.BOLD.paint(cut(line(heading), max), colours)).append('\n');
    }
    rows.forEach(row -> text.append(cut(line(row), max)).append('\n'));
    started = true;
    rows.clear();
    return text.toString();
  }

  private String line(List<String> cells) {
    List<String> padded = new ArrayList<>(cells.size());
    for (int i = 0; i < cells.size(); i++) {
      String gap = " ".repeat(widths[i] - length(cells.get(i)));
      padded.add(numbers[i] ? gap + cells.get(i) : cells.get(i) + gap);
    }
    return padded.stream().collect(Collectors.joining(GAP)).stripTrailing();
  }

  private static String cut(String line, int max) {
    if (length(line) <= max) {
      return line;
    }
    int end = 0;
    int columns = 0;
    while (true) {
      int character = line.codePointAt(end);
      columns += DisplayWidth.of(character);
      if (columns >= max) {
        return line.substring(0, end) + "…";
      }
      end += Character.charCount(character);
    }
  }

  private static int length(String text) {
    return text.codePoints().map(DisplayWidth::of).sum();
  }
}
