package io.pinelink.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Makes rows of what was read. */
record ReadItemRows(List<ReadItemColumn> columns) {
  /** Returns the columns of a read without a schema. */
  static StructType defaultSchema(SourceOptions options) {
    StructType schema =
        new StructType().add(options.get(SourceOption.ID_COLUMN), DataTypes.StringType, false);
    if (!options.isOfDocuments()) {
      DataType floats = DataTypes.createArrayType(DataTypes.FloatType, false);
      schema =
          schema
              .add(options.get(SourceOption.VALUES_COLUMN), floats)
              .add(
                  options.get(SourceOption.SPARSE_COLUMN),
                  new StructType()
                      .add("indices", DataTypes.createArrayType(DataTypes.LongType, false))
                      .add("values", floats));
    }
    schema = schema.add(options.get(SourceOption.METADATA_COLUMN), DataTypes.StringType);
    return Query.of(options) == null
        ? schema
        : schema.add(ReadNames.SCORE, DataTypes.FloatType, false);
  }

  /**
   * Creates rows with these columns.
   *
   * @throws IllegalArgumentException if they have other types than what is read; the message has
   *     all mistakes
   */
  static ReadItemRows of(StructType schema, ReadNames names, SourceOptions options) {
    Mistakes mistakes = new Mistakes();
    List<ReadItemColumn> columns = new ArrayList<>();
    for (StructField field : schema.fields()) {
      try {
        columns.add(column(field, names, options));
      } catch (IllegalArgumentException e) {
        mistakes.add("column '" + field.name() + "'", String.valueOf(e.getMessage()));
      }
    }
    mistakes.throwIfAny();
    return new ReadItemRows(columns);
  }

  private static ReadItemColumn column(StructField field, ReadNames names, SourceOptions options) {
    String name = field.name();
    DataType type = field.dataType();
    if (name.equals(names.id())) {
      return checked(
          type, type instanceof StringType, "a string", item -> UTF8String.fromString(item.id()));
    } else if (name.equals(names.metadata()) && type instanceof StringType) {
      return item -> UTF8String.fromString(item.json().get());
    } else if (name.equals(names.score()) && Query.of(options) != null) {
      return checked(type, type.equals(DataTypes.FloatType), "a float", ReadItem::score);
    } else if (!options.isOfDocuments()) {
      if (name.equals(names.values())) {
        return checked(
            type,
            ReadItemColumn.isFloats(type),
            "an array of floats",
            item -> ReadItemColumn.floats(item.values()));
      } else if (name.equals(names.sparse())) {
        return checked(
            type,
            ReadItemColumn.isSparse(type),
            "a struct of indices, an array of bigint, and values, an array of floats",
            item -> ReadItemColumn.sparse((StructType) type, item.sparse()));
      }
    }
    return ReadItemColumn.ofField(name, type);
  }

  private static ReadItemColumn checked(
      DataType type, boolean valid, String expected, ReadItemColumn column) {
    if (valid) {
      return column;
    }
    throw CellReader.unexpected(type, expected);
  }

  InternalRow of(ReadItem item) {
    @Nullable Object[] values = new @Nullable Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns.get(i).of(item);
    }
    return new GenericInternalRow(values);
  }
}
