package io.pinelink.files.data;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The rows of an open file. */
interface RowInput extends Closeable {
  /**
   * Reads a row.
   *
   * @return null at the end
   * @throws InvalidRowException if the row cannot be read, while those after it can
   * @throws IOException if the rest cannot be read
   */
  @Nullable RowMembers next() throws IOException, InvalidRowException;

  /** Returns the number of the line or row that was read last; 0 before the first. */
  long line();

  /** Returns the row that was read last as JSON; empty if the file does not have it as JSON. */
  default Optional<String> json() {
    return Optional.empty();
  }

  /** Returns the number of bytes read so far. May be called by any thread. */
  long bytesRead();

  /** Returns the size of the file in bytes; empty if not known. */
  OptionalLong totalBytes();

  /** Returns the number of rows in the file; empty if not known. */
  default OptionalLong totalRows() {
    return OptionalLong.empty();
  }
}
