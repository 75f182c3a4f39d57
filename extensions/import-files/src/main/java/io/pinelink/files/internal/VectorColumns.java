package io.pinelink.files.internal;

import io.pinelink.model.Vector;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * The columns of a file. The service documents which columns each kind of index reads, so a file
 * has no columns that its vectors do not need.
 */
public enum VectorColumns {
  DENSE(Text.VALUES),
  SPARSE(Text.SPARSE_VALUES),
  DENSE_AND_SPARSE(Text.VALUES + Text.SPARSE_VALUES),
  /** The columns of any vectors, for files whose vectors are not known when they are begun. */
  ANY(Text.VALUES.replace("required group values", "optional group values") + Text.SPARSE_VALUES);

  private static final class Text {
    static final String VALUES =
        """
          required group values (LIST) { repeated group list { required float element; } }
        """;
    static final String SPARSE_VALUES =
        """
          optional group sparse_values {
            required group indices (LIST) {
              repeated group list { required int32 element (INTEGER(32, false)); }
            }
            required group values (LIST) { repeated group list { required float element; } }
          }
        """;
  }

  private final String columns;

  VectorColumns(String columns) {
    this.columns = columns;
  }

  /**
   * Returns the columns that a vector needs, and those that earlier vectors of its namespace
   * needed.
   */
  public static VectorColumns of(Vector vector, boolean sparseBefore) {
    if (vector.dimension() == 0) {
      return SPARSE;
    }
    return sparseBefore || vector.sparseValues().isPresent() ? DENSE_AND_SPARSE : DENSE;
  }

  /** Returns the columns as Parquet declares them. */
  public MessageType schema() {
    return MessageTypeParser.parseMessageType(
        "message vector { required binary id (STRING);%soptional binary metadata (STRING); }"
            .formatted(columns));
  }

  /** Returns whether there is a column of dense values. */
  public boolean hasDense() {
    return this != SPARSE;
  }

  /** Returns whether there is a column of sparse values. */
  public boolean hasSparse() {
    return this != DENSE;
  }
}
