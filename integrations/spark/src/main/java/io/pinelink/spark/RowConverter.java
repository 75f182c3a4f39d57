package io.pinelink.spark;

import io.pinelink.bulk.BulkChange;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Converts rows to changes of an index. */
final class RowConverter {
  private final Column id;
  private final @Nullable Column mode;
  private final WriteMode constantMode;
  private final @Nullable Column namespace;
  private final String constantNamespace;

  /** Null if rows only delete. */
  private final @Nullable RowContent content;

  /**
   * Creates a converter.
   *
   * @throws IllegalArgumentException if columns are missing or have other types; the message has
   *     all mistakes
   */
  RowConverter(StructType schema, SourceOptions options) {
    Mistakes mistakes = new Mistakes();
    Columns columns = new Columns(schema, options, mistakes);
    if (options.isSet(SourceOption.NAMESPACE) && options.isSet(SourceOption.NAMESPACE_COLUMN)) {
      mistakes.add(SourceOption.NAMESPACE, "is set with namespace.column, expected one of them");
    }
    if (options.isOfRecords() || options.isOfDocuments()) {
      Columns.refuseValues(options, mistakes);
    }
    Column idColumn = columns.required(SourceOption.ID_COLUMN, CellReader::ofText);
    this.mode = columns.find(SourceOption.MODE_COLUMN, CellReader::ofText);
    this.constantMode = options.writeMode();
    this.namespace = columns.find(SourceOption.NAMESPACE_COLUMN, CellReader::ofText);
    this.constantNamespace = options.namespace();
    columns.findOrder();
    boolean onlyDeletes = mode == null && constantMode == WriteMode.DELETE;
    this.content = onlyDeletes ? null : RowContent.of(options.target().kind(), columns);
    mistakes.throwIfAny();
    this.id = Objects.requireNonNull(idColumn);
  }

  /** Returns the id of a row; empty if it is null. */
  String idOrEmpty(InternalRow row) {
    return Objects.toString(id.of(row), "");
  }

  /**
   * Returns the change that a row stands for, which does not depend on the row afterwards.
   *
   * @throws IllegalArgumentException if the row is invalid; the message contains neither values nor
   *     metadata
   */
  BulkChange change(InternalRow row) {
    return change(id.textOf(row), mode(row), row)
        .in(namespace == null ? constantNamespace : namespace.textOf(row));
  }

  private BulkChange change(String rowId, WriteMode rowMode, InternalRow row) {
    if (rowMode == WriteMode.DELETE || content == null) {
      return BulkChange.delete(rowId);
    }
    return content.change(rowId, row, rowMode == WriteMode.UPDATE);
  }

  private WriteMode mode(InternalRow row) {
    if (mode == null) {
      return constantMode;
    }
    try {
      return WriteMode.of(mode.textOf(row));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("column '" + mode.name() + "' " + e.getMessage(), e);
    }
  }
}
