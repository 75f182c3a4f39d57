package io.pinelink.telemetry;

/** The observer that ignores all events of a call. */
enum IgnoredCall implements CallObserver {
  INSTANCE
}
