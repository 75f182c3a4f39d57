package io.pinelink.spark;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Finds the columns that options name, and those that none names. */
final class Columns {
  private final StructType schema;
  private final SourceOptions options;
  private final Mistakes mistakes;
  private final BitSet named = new BitSet();
  private int order = -1;

  Columns(StructType schema, SourceOptions options, Mistakes mistakes) {
    this.schema = schema;
    this.options = options;
    this.mistakes = mistakes;
  }

  /** Returns a column; null if it does not exist, which is a mistake. */
  @Nullable Column required(SourceOption option, Function<DataType, CellReader> reader) {
    Column column = find(option, reader);
    if (column == null && !options.isSet(option)) {
      reportMissing(schema, option, options, mistakes);
    }
    return column;
  }

  /** Returns a column; null if it does not exist, which is a mistake if its option was given. */
  @Nullable Column find(SourceOption option, Function<DataType, CellReader> reader) {
    String name = options.get(option);
    int position = name.isEmpty() ? -1 : position(schema, name);
    if (position >= 0) {
      named.set(position);
      return column(option, position, reader);
    }
    if (options.isSet(option)) {
      reportMissing(schema, option, options, mistakes);
    }
    return null;
  }

  /** Finds the column that orders rows, which is a field too unless an option excludes it. */
  void findOrder() {
    String name = options.get(SourceOption.ORDER_COLUMN);
    int position = name.isEmpty() ? -1 : position(schema, name);
    if (position < 0 && !name.isEmpty()) {
      reportMissing(schema, SourceOption.ORDER_COLUMN, options, mistakes);
    } else if (position >= 0 && !options.storesOrder()) {
      named.set(position);
    }
    order = position;
  }

  /** Reports options of columns that only vectors have. */
  static void refuseValues(SourceOptions options, Mistakes mistakes) {
    for (SourceOption option : List.of(SourceOption.VALUES_COLUMN, SourceOption.SPARSE_COLUMN)) {
      if (options.isSet(option)) {
        mistakes.add(option, "is set, expected index.kind=vectors");
      }
    }
  }

  static void reportMissing(
      StructType schema, SourceOption option, SourceOptions options, Mistakes mistakes) {
    mistakes.add(
        option,
        "is '%s', expected one of the columns %s"
            .formatted(options.get(option), List.of(schema.fieldNames())));
  }

  /** Returns -1 if there is none. Prefers the same case, since Spark ignores it by default. */
  static int position(StructType schema, String name) {
    int found = -1;
    String[] names = schema.fieldNames();
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return i;
      }
      if (names[i].equalsIgnoreCase(name)) {
        found = i;
      }
    }
    return found;
  }

  private @Nullable Column column(
      @Nullable SourceOption option, int position, Function<DataType, CellReader> reader) {
    StructField field = schema.fields()[position];
    String of = "column '" + field.name() + "'";
    try {
      return new Column(field.name(), position, reader.apply(field.dataType()));
    } catch (IllegalArgumentException e) {
      if (position == order) {
        mistakes.add(
            SourceOption.ORDER_COLUMN, of + " " + e.getMessage() + ", or order.stored=false");
      } else if (option == null) {
        mistakes.add(of, String.valueOf(e.getMessage()));
      } else {
        mistakes.add(option, of + " " + e.getMessage());
      }
      return null;
    }
  }

  /** Returns the columns that were not found by an option. */
  List<Column> others(Function<DataType, CellReader> reader) {
    List<Column> others = new ArrayList<>();
    for (int i = 0; i < schema.fields().length; i++) {
      Column column = named.get(i) ? null : column(null, i, reader);
      if (column != null) {
        others.add(column);
      }
    }
    return others;
  }
}
