package io.pinelink.internal.simulation;

/** A fault of the service that lasts a minute. */
enum Trouble {
  /** Nothing; all others are compared with this. */
  CALM("calm"),
  /** Every connection is lost, and new ones are refused. */
  REFUSING("outage, refused"),
  /** Nothing is answered. */
  SILENT("outage, silent"),
  /** Every call is refused with 503 and the date at which the trouble ends, for 25 seconds. */
  CLOSED("closed until a date"),
  /** A fifth of the capacity is left; calls that do not fit into the queue are refused. */
  BROWN_OUT("brown-out to 20 %"),
  /** The quotas of three quarters of the namespaces are lower than their demand. */
  THROTTLED("throttling"),
  /** One of three zones answers 1.5 seconds later. */
  SLOW_ZONE("slow zone");

  final String title;

  Trouble(String title) {
    this.title = title;
  }

  /** Returns whether nothing is served. */
  boolean isOutage() {
    return this == REFUSING || this == SILENT || this == CLOSED;
  }

  /** Returns when the first calls fail: silence is noticed when attempts time out. */
  int secondsToFirstFailure() {
    return this == SILENT ? 15 : 0;
  }

  /** Returns how long it lasts, in seconds. */
  int seconds() {
    return this == CLOSED ? 25 : 60;
  }
}
