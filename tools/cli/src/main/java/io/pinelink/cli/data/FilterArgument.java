package io.pinelink.cli.data;

import io.pinelink.cli.output.FailedCommand;
import io.pinelink.model.Filter;

/** The value of the option {@code --filter}. */
final class FilterArgument {
  private FilterArgument() {}

  /** Returns the filter. An empty one is refused: it would mean everything. */
  // A null is refused with its field.
  @SuppressWarnings("NullAway")
  static Filter of(String given) {
    try {
      return Filter.copyOf(JsonArgument.of("--filter", given).object());
    } catch (IllegalArgumentException e) {
      throw FailedCommand.invalid("--filter: " + e.getMessage());
    }
  }
}
