package io.pinelink.inference;

import java.util.Objects;

/**
 * The purpose of a text that is embedded. Open: other values are sent unchanged.
 *
 * @param value the service's name
 */
public record InputType(String value) {
  /** A text to be stored and found. */
  public static final InputType PASSAGE = new InputType("passage");

  /** A text to search with. */
  public static final InputType QUERY = new InputType("query");

  /** Checks that no part is null. */
  public InputType {
    Objects.requireNonNull(value, "value is null");
  }

  @Override
  public String toString() {
    return value;
  }
}
