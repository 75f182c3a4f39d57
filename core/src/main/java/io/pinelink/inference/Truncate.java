package io.pinelink.inference;

import java.util.Objects;

/**
 * The handling of a text that is longer than the model's limit. Open: other values are sent
 * unchanged.
 *
 * @param value the service's name
 */
public record Truncate(String value) {
  /** Cuts the end of the text. */
  public static final Truncate END = new Truncate("END");

  /** Cuts the beginning of the text; only some models support it. */
  public static final Truncate START = new Truncate("START");

  /** Refuses the call. */
  public static final Truncate NONE = new Truncate("NONE");

  /** Checks that no part is null. */
  public Truncate {
    Objects.requireNonNull(value, "value is null");
  }

  @Override
  public String toString() {
    return value;
  }
}
