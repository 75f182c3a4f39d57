package io.pinelink.spark;

import java.io.Serial;
import java.io.Serializable;
import java.util.function.Function;
import org.apache.spark.sql.types.StructType;

/**
 * The names of the columns of a table that are not fields, as its schema has them: Spark ignores
 * their case.
 *
 * @param score the column of the scores of a query
 */
record ReadNames(String id, String values, String sparse, String metadata, String score)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  static final String SCORE = "score";

  /**
   * Finds the columns of a table.
   *
   * @throws IllegalArgumentException if an option names a column that does not exist, or has no
   *     effect on a read; the message has all mistakes
   */
  static ReadNames of(StructType table, SourceOptions options) {
    Mistakes mistakes = new Mistakes();
    if (options.isSet(SourceOption.NAMESPACE_COLUMN)) {
      mistakes.add(SourceOption.NAMESPACE_COLUMN, "is set for a read, expected namespace");
    }
    if (options.isOfDocuments()) {
      Columns.refuseValues(options, mistakes);
    }
    Function<SourceOption, String> name =
        option -> {
          int position = Columns.position(table, options.get(option));
          if (position >= 0) {
            return table.fieldNames()[position];
          }
          if (options.isSet(option)) {
            Columns.reportMissing(table, option, options, mistakes);
          }
          return options.get(option);
        };
    int score = Columns.position(table, SCORE);
    ReadNames names =
        new ReadNames(
            name.apply(SourceOption.ID_COLUMN),
            name.apply(SourceOption.VALUES_COLUMN),
            name.apply(SourceOption.SPARSE_COLUMN),
            name.apply(SourceOption.METADATA_COLUMN),
            score < 0 ? SCORE : table.fieldNames()[score]);
    mistakes.throwIfAny();
    return names;
  }
}
