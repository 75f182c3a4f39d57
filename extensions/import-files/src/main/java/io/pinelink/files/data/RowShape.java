package io.pinelink.files.data;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The kind of rows that a file has.
 *
 * @param <T> vectors, records or documents
 */
interface RowShape<T> {
  /** Reads the value of a member, at whose first token the parser is. */
  @Nullable Object member(String name, JsonParser json) throws IOException, InvalidRowException;

  /** Returns whether dense values may be spread over several columns. */
  default boolean hasValueColumns() {
    return false;
  }

  /**
   * Creates a row.
   *
   * @throws IllegalArgumentException if it breaks a rule of an upsert
   */
  T row(RowMembers members);

  /** Returns why a row does not match the options, if so. */
  default Optional<String> problem(T row, DataReadOptions options) {
    return Optional.empty();
  }

  /** Returns a row as a line of JSON that can be read again. */
  String json(T row);
}
