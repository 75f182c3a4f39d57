package io.pinelink.server.internal.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * A reader of records in Parquet files: uncompressed, or compressed with Snappy, gzip or Zstandard.
 * Unknown columns are ignored.
 *
 * <p>The library is optional: call {@link ParquetLibrary#require} before this class is loaded.
 */
public final class ParquetFiles {
  private static final String SPARSE = "sparse_values";

  private ParquetFiles() {}

  /**
   * Reads all records of a file, in order.
   *
   * @throws ImportFailure if the file is not a Parquet file or a required column is missing
   */
  static List<ImportRecord> read(ImportFile file) throws ImportFailure {
    List<ImportRecord> records = new ArrayList<>();
    try {
      read(
          file.path(),
          record -> {
            records.add(record);
            return true;
          });
    } catch (IOException | RuntimeException e) {
      throw new ImportFailure("Cannot read " + file.shortName() + ": " + e.getMessage());
    }
    return records;
  }

  /**
   * Reads the records of a file in order, as long as a visitor returns true. It holds one row group
   * in memory.
   *
   * @throws IOException if the file cannot be read or a required column is missing; other
   *     exceptions are the visitor's or come from a file that is damaged
   */
  public static void read(Path file, Predicate<ImportRecord> visitor) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new ParquetCodecs())
            .build();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
      MessageType schema = reader.getFooter().getFileMetaData().getSchema();
      checkColumns(schema);
      for (PageReadStore rows = reader.readNextRowGroup();
          rows != null;
          rows = reader.readNextRowGroup()) {
        RecordReader<Group> groups =
            new ColumnIOFactory()
                .getColumnIO(schema)
                .getRecordReader(rows, new GroupRecordConverter(schema));
        for (long i = 0; i < rows.getRowCount(); i++) {
          if (!visitor.test(record(groups.read()))) {
            return;
          }
        }
      }
    }
  }

  private static void checkColumns(MessageType schema) throws IOException {
    check(schema, "id", true, type -> is(type, PrimitiveTypeName.BINARY), "a string");
    check(schema, "values", false, type -> isListOf(type, FLOATS), "a list of float");
    check(schema, "metadata", false, type -> is(type, PrimitiveTypeName.BINARY), "a string");
    check(schema, SPARSE, false, ParquetFiles::isSparse, "a struct of indices and values");
  }

  private static final List<PrimitiveTypeName> FLOATS =
      List.of(PrimitiveTypeName.FLOAT, PrimitiveTypeName.DOUBLE);
  private static final List<PrimitiveTypeName> INTEGERS =
      List.of(PrimitiveTypeName.INT32, PrimitiveTypeName.INT64);

  private static void check(
      GroupType schema, String column, boolean required, Predicate<Type> fits, String expected)
      throws IOException {
    if (!schema.containsField(column)) {
      if (required) {
        throw new IOException("column '" + column + "' is missing");
      }
    } else if (!fits.test(schema.getType(column))) {
      throw new IOException("column '" + column + "' is not " + expected);
    }
  }

  private static boolean is(Type type, PrimitiveTypeName name) {
    return type.isPrimitive()
        && !type.isRepetition(Type.Repetition.REPEATED)
        && type.asPrimitiveType().getPrimitiveTypeName() == name;
  }

  /** Returns whether a type is a list: a group with a repeated entry that contains the element. */
  private static boolean isListOf(Type type, List<PrimitiveTypeName> elements) {
    if (type.isPrimitive() || type.asGroupType().getFieldCount() != 1) {
      return false;
    }
    Type entry = type.asGroupType().getType(0);
    if (!entry.isRepetition(Type.Repetition.REPEATED)) {
      return false;
    }
    Type element = entry.isPrimitive() ? entry : entry.asGroupType().getType(0);
    return element.isPrimitive()
        && elements.contains(element.asPrimitiveType().getPrimitiveTypeName());
  }

  private static boolean isSparse(Type type) {
    if (type.isPrimitive()) {
      return false;
    }
    GroupType struct = type.asGroupType();
    return struct.containsField("indices")
        && struct.containsField("values")
        && isListOf(struct.getType("indices"), INTEGERS)
        && isListOf(struct.getType("values"), FLOATS);
  }

  private static ImportRecord record(Group row) {
    Group sparse = group(row, SPARSE);
    return new ImportRecord(
        text(row, "id"),
        floats(row, "values"),
        sparse == null ? new long[0] : integers(sparse, "indices"),
        sparse == null ? new float[0] : floats(sparse, "values"),
        text(row, "metadata"));
  }

  private static boolean has(Group row, String field) {
    return row.getType().containsField(field) && row.getFieldRepetitionCount(field) > 0;
  }

  private static @Nullable String text(Group row, String field) {
    return has(row, field) ? row.getString(field, 0) : null;
  }

  private static @Nullable Group group(Group row, String field) {
    return has(row, field) ? row.getGroup(field, 0) : null;
  }

  private static float[] floats(Group row, String field) {
    Group list = group(row, field);
    float[] floats = new float[list == null ? 0 : list.getFieldRepetitionCount(0)];
    for (int i = 0; i < floats.length && list != null; i++) {
      floats[i] = element(list, i).floatValue();
    }
    return floats;
  }

  private static long[] integers(Group row, String field) {
    Group list = group(row, field);
    long[] integers = new long[list == null ? 0 : list.getFieldRepetitionCount(0)];
    for (int i = 0; i < integers.length && list != null; i++) {
      integers[i] = element(list, i).longValue();
    }
    return integers;
  }

  /** Returns an element; a null element becomes NaN, which is invalid in a vector. */
  private static Number element(Group list, int i) {
    Type entry = list.getType().getType(0);
    if (entry.isPrimitive()) {
      return number(list, i);
    }
    Group holder = list.getGroup(0, i);
    return holder.getFieldRepetitionCount(0) == 0 ? (Number) Float.NaN : number(holder, 0);
  }

  private static Number number(Group holder, int i) {
    Type type = holder.getType().getType(0);
    return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
      case FLOAT -> holder.getFloat(0, i);
      case DOUBLE -> holder.getDouble(0, i);
      case INT64 -> holder.getLong(0, i);
      // Positions are never negative, also if the file declares them as signed.
      default -> Integer.toUnsignedLong(holder.getInteger(0, i));
    };
  }
}
