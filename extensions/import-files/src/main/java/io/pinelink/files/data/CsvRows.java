package io.pinelink.files.data;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rows of a CSV file with a header. */
final class CsvRows implements RowInput {
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private final ByteInput bytes;
  private final CsvRecords records;
  private final RowShape<?> shape;
  private final DataReadOptions options;
  private final List<String> names;
  private final TableColumns columns;
  private final Set<Integer> single;

  private CsvRows(
      ByteInput bytes,
      CsvRecords records,
      RowShape<?> shape,
      DataReadOptions options,
      List<String> names,
      TableColumns columns) {
    this.bytes = bytes;
    this.records = records;
    this.shape = shape;
    this.options = options;
    this.names = names;
    this.columns = columns;
    this.single = new HashSet<>(columns.single());
  }

  /**
   * Reads the header.
   *
   * @throws IllegalArgumentException if a column is missing
   */
  static CsvRows open(ByteInput bytes, String name, RowShape<?> shape, DataReadOptions options)
      throws IOException {
    String plain = name.toLowerCase(Locale.ROOT);
    char usual = plain.endsWith(".tsv") || plain.endsWith(".tsv.gz") ? '\t' : ',';
    CsvRecords records = new CsvRecords(new Lines(bytes), options.delimiter().orElse(usual));
    List<String> header;
    try {
      header = records.next(0);
    } catch (InvalidRowException e) {
      throw new IllegalArgumentException(name + ", line 1: " + e.reason(), e);
    }
    if (header == null) {
      throw new IllegalArgumentException(name + " is empty, expected a header of column names");
    }
    List<String> names = List.copyOf(header);
    for (String text : options.textColumns()) {
      if (!names.contains(text)) {
        throw new IllegalArgumentException(name + " has no column '" + text + "'");
      }
    }
    return new CsvRows(
        bytes, records, shape, options, names, TableColumns.of(name, names, shape, options));
  }

  @Override
  public @Nullable RowMembers next() throws IOException, InvalidRowException {
    List<String> cells = records.next(names.size());
    if (cells == null) {
      return null;
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      String name = names.get(i);
      if (i == columns.id()) {
        members.put(shape.hasValueColumns() ? "id" : "_id", cell.isEmpty() ? null : cell);
      } else if (i == columns.values()) {
        members.put(VectorShape.VALUES, json(VectorShape.VALUES, name, cell));
      } else if (!cell.isEmpty() && !name.isEmpty() && !single.contains(i)) {
        members.put(name, value(name, cell));
      }
    }
    if (!columns.single().isEmpty()) {
      members.put(VectorShape.VALUES, single(cells));
    }
    return new RowMembers(members, true);
  }

  private float[] single(List<String> cells) throws InvalidRowException {
    float[] values = new float[columns.single().size()];
    for (int i = 0; i < values.length; i++) {
      int column = columns.single().get(i);
      String cell = cells.get(column).strip();
      if (!NUMBER.matcher(cell).matches()) {
        throw new InvalidRowException(
            "column '%s' has '%s', expected a number"
                .formatted(names.get(column), JsonValues.shortened(cell)));
      }
      values[i] = Float.parseFloat(cell);
    }
    return values;
  }

  private @Nullable Object value(String name, String cell) throws IOException, InvalidRowException {
    if (options.textColumns().contains(name)) {
      return cell;
    }
    if (shape.hasValueColumns() && VectorShape.PARTS.contains(name)) {
      return json(name, name, cell);
    }
    if (cell.equals("true") || cell.equals("false")) {
      return Boolean.valueOf(cell);
    }
    if (NUMBER.matcher(cell).matches()) {
      return JsonValues.number(cell);
    }
    boolean looksLikeJson =
        (cell.startsWith("[") && cell.endsWith("]"))
            || (cell.startsWith("{") && cell.endsWith("}"));
    if (looksLikeJson) {
      try {
        return json(name, name, cell);
      } catch (InvalidRowException e) {
        return cell;
      }
    }
    return cell;
  }

  private @Nullable Object json(String member, String column, String cell)
      throws IOException, InvalidRowException {
    if (cell.isBlank()) {
      return null;
    }
    try (JsonParser json = JsonValues.parser(cell)) {
      json.nextToken();
      Object value = shape.member(member, json);
      if (json.nextToken() != null) {
        throw new InvalidRowException("there is more text after the JSON");
      }
      return value;
    } catch (IOException e) {
      throw new InvalidRowException("column '" + column + "' has " + JsonValues.reason(e));
    }
  }

  @Override
  public long line() {
    return records.number();
  }

  @Override
  public long bytesRead() {
    return bytes.bytesRead();
  }

  @Override
  public OptionalLong totalBytes() {
    return bytes.totalBytes();
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
