package io.pinelink.examples;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A plain-text table for people to read.
 *
 * <pre>{@code
 * new TextTable().right("score", 6).left("word", 20).row(0.912f, "bicycle").toString()
 * }</pre>
 *
 * <p>A column is as wide as its longest cell, up to a limit. Longer cells are cut and end in "…".
 * Not thread-safe.
 */
final class TextTable {

  private static final String GAP = "  ";
  private static final String ELLIPSIS = "…";

  private final List<Column> columns = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * Adds a column whose cells begin at its left edge.
   *
   * @param limit the greatest width in characters, 1 or more
   */
  TextTable left(String title, int limit) {
    return column(new Column(title, limit, false));
  }

  /**
   * Adds a column whose cells end at its right edge, as numbers should.
   *
   * @param limit the greatest width in characters, 1 or more
   */
  TextTable right(String title, int limit) {
    return column(new Column(title, limit, true));
  }

  private TextTable column(Column column) {
    if (!rows.isEmpty()) {
      throw new IllegalStateException("columns come before rows: " + column.title());
    }
    columns.add(column);
    return this;
  }

  /** Adds a row with one cell for each column. */
  TextTable row(Object... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "a row has " + columns.size() + " cells here, not " + cells.length);
    }
    rows.add(
        IntStream.range(0, cells.length)
            .mapToObj(i -> columns.get(i).cut(cells[i].toString()))
            .toList());
    return this;
  }

  /** Returns the titles, a rule and the rows. Each line ends with a line feed. */
  @Override
  public String toString() {
    List<String> titles = columns.stream().map(column -> column.cut(column.title())).toList();
    List<Integer> widths = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int width = width(titles.get(i));
      for (List<String> row : rows) {
        width = Math.max(width, width(row.get(i)));
      }
      widths.add(width);
    }
    List<String> lines = new ArrayList<>();
    lines.add(line(titles, widths));
    lines.add(line(widths.stream().map("-"::repeat).toList(), widths));
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines.stream().collect(joining("\n", "", "\n"));
  }

  private String line(List<String> cells, List<Integer> widths) {
    return IntStream.range(0, cells.size())
        .mapToObj(i -> columns.get(i).pad(cells.get(i), widths.get(i)))
        .collect(joining(GAP))
        .stripTrailing();
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  private record Column(String title, int limit, boolean right) {

    Column {
      if (limit < 1) {
        throw new IllegalArgumentException("limit must be 1 or more, not " + limit);
      }
    }

    String cut(String text) {
      if (width(text) <= limit) {
        return text;
      }
      return text.substring(0, text.offsetByCodePoints(0, limit - 1)).stripTrailing() + ELLIPSIS;
    }

    String pad(String text, int width) {
      String space = " ".repeat(width - width(text));
      return right ? space + text : text + space;
    }
  }
}
