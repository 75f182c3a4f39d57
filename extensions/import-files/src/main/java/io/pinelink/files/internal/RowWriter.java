package io.pinelink.files.internal;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.Function;

/**
 * The content of a file that is being written.
 *
 * @param <R> a vector or a document, checked and in the form that the file takes
 */
public interface RowWriter<R> extends Closeable {
  /** Returns whether the file has a place for all parts of a row. */
  default boolean takes(R row) {
    return true;
  }

  /** Writes a row, or holds it back until there are more. */
  void write(R row) throws IOException;

  /** Returns the size on disk and in memory. */
  long bytes();

  /** Returns a writer of items that are converted to rows. */
  default <T> RowWriter<T> of(Function<T, R> row) {
    RowWriter<R> rows = this;
    return new RowWriter<>() {
      @Override
      public void write(T item) throws IOException {
        rows.write(row.apply(item));
      }

      @Override
      public long bytes() {
        return rows.bytes();
      }

      @Override
      public void close() throws IOException {
        rows.close();
      }
    };
  }

  /** Writes what was held back and closes the file. */
  @Override
  void close() throws IOException;
}
