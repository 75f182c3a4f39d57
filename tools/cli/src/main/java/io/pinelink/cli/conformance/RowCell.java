package io.pinelink.cli.conformance;

import io.pinelink.model.Protocol;
import io.pinelink.routing.RoutePolicy;
import java.util.Locale;

/** A row over one protocol and one kind of route. */
record RowCell(ConformanceRow row, Protocol protocol, RouteSide route) {
  /** The form of the index's host that data calls dial. */
  enum RouteSide {
    PUBLIC,
    PRIVATE;

    /** Returns the policy that permits only this form. */
    RoutePolicy policy() {
      return this == PRIVATE ? RoutePolicy.privateRequired() : RoutePolicy.publicOnly();
    }
  }

  /** Returns the name in the report, such as {@code record-count/rest/public}. */
  String name() {
    return row.id() + "/" + word(protocol) + "/" + word(route);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
