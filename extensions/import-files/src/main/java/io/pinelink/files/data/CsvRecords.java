package io.pinelink.files.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV text, which may span several lines. A quote that is never closed spoils only
 * its own line: reading continues with the next one.
 */
final class CsvRecords {
  private record Line(long number, String text) {}

  private final Lines lines;
  private final char delimiter;
  private final CsvReader.CsvReaderBuilder parser;
  private final CharsetDecoder decoder = UTF_8.newDecoder();

  /** Lines that were taken for the rest of a record that turned out to be broken. */
  private final Deque<Line> again = new ArrayDeque<>();

  private long number;

  CsvRecords(Lines lines, char delimiter) {
    this.lines = lines;
    this.delimiter = delimiter;
    this.parser =
        CsvReader.builder()
            .fieldSeparator(delimiter)
            .maxBufferSize(TextRows.MAX_BYTES)
            .allowExtraFields(true)
            .allowMissingFields(true);
  }

  /**
   * Reads the values of a record.
   *
   * @param columns the number of values that a record has; 0 for any
   * @return null at the end
   */
  @Nullable List<String> next(int columns) throws IOException, InvalidRowException {
    Line first = line();
    while (first != null && first.text().isBlank()) {
      first = line();
    }
    if (first == null) {
      return null;
    }
    number = first.number();
    List<Line> more = new ArrayList<>();
    String text = join(first, more);
    try {
      return parse(text, columns);
    } catch (InvalidRowException e) {
      readAgain(more);
      throw e;
    }
  }

  private String join(Line first, List<Line> more) throws IOException, InvalidRowException {
    Quotes quotes = new Quotes(delimiter);
    quotes.read(first.text());
    if (!quotes.areOpen()) {
      return first.text();
    }
    StringBuilder text = new StringBuilder(first.text());
    while (quotes.areOpen()) {
      Line next = line();
      if (next == null || text.length() + next.text().length() > TextRows.MAX_BYTES) {
        if (next != null) {
          more.add(next);
        }
        readAgain(more);
        throw new InvalidRowException("a quote is not closed");
      }
      more.add(next);
      text.append('\n').append(next.text());
      quotes.read(next.text());
    }
    return text.toString();
  }

  private void readAgain(List<Line> more) {
    for (int i = more.size() - 1; i >= 0; i--) {
      again.addFirst(more.get(i));
    }
  }

  private @Nullable Line line() throws IOException, InvalidRowException {
    if (!again.isEmpty()) {
      return again.removeFirst();
    }
    try {
      if (!lines.next()) {
        return null;
      }
    } catch (InvalidRowException e) {
      number = lines.number();
      throw e;
    }
    try {
      return new Line(
          lines.number(),
          decoder.decode(ByteBuffer.wrap(lines.bytes(), 0, lines.length())).toString());
    } catch (CharacterCodingException e) {
      number = lines.number();
      throw new InvalidRowException("the line is not valid UTF-8");
    }
  }

  private List<String> parse(String text, int columns) throws InvalidRowException {
    List<String> values;
    try {
      values = parser.ofSingleCsvRecord(text).getFields();
    } catch (CsvParseException | IllegalArgumentException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new InvalidRowException("no valid CSV: " + cause.getMessage());
    }
    if (columns > 0 && values.size() != columns) {
      throw new InvalidRowException(
          "the line has " + values.size() + " values, expected " + columns + " as in the header");
    }
    return values;
  }

  /** Returns the number of the line on which the last record begins. */
  long number() {
    return number;
  }

  /** Follows whether a quoted value is open at the end of a line. */
  private static final class Quotes {
    private final char delimiter;
    private boolean open;

    Quotes(char delimiter) {
      this.delimiter = delimiter;
    }

    boolean areOpen() {
      return open;
    }

    void read(String line) {
      // A quote opens a value only at its beginning; a doubled one in it is a character.
      boolean atStart = !open;
      for (int i = 0; i < line.length(); i++) {
        char c = line.charAt(i);
        if (open) {
          if (c == '"') {
            boolean doubled = i + 1 < line.length() && line.charAt(i + 1) == '"';
            i += doubled ? 1 : 0;
            open = doubled;
          }
        } else if (c == '"' && atStart) {
          open = true;
        }
        atStart = !open && c == delimiter;
      }
    }
  }
}
