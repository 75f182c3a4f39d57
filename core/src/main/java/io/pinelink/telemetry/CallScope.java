package io.pinelink.telemetry;

/** The period in which the context of a call is current on a thread. */
@FunctionalInterface
public interface CallScope extends AutoCloseable {
  /** Returns a scope that changes nothing. */
  static CallScope none() {
    return UnchangedScope.INSTANCE;
  }

  /** Restores the previous context. Called on the thread that entered the scope. */
  @Override
  void close();
}
