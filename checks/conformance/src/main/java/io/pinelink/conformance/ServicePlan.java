package io.pinelink.conformance;

import java.util.Locale;

/** A plan of the service, the smallest first, with the names that the service uses. */
enum ServicePlan {
  STARTER,
  BUILDER,
  STANDARD,
  ENTERPRISE;

  /** Returns the name in options and reports. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns whether everything that another plan needs is part of this one. */
  boolean includes(ServicePlan other) {
    return compareTo(other) >= 0;
  }
}
