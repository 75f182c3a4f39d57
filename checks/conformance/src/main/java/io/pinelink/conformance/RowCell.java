package io.pinelink.conformance;

import io.pinelink.model.Protocol;
import java.util.Locale;

/** A row over one protocol and one kind of route. */
record RowCell(ConformanceRow row, Protocol protocol, RouteSide route) {
  /** The form of the index's host that data calls dial. */
  enum RouteSide {
    PUBLIC,
    PRIVATE
  }

  /** Returns the name in the report, such as {@code record-count/rest/public}. */
  String name() {
    return row.id() + "/" + word(protocol) + "/" + word(route);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
