package io.pinelink.telemetry;

/** The scope that changes no context. */
enum UnchangedScope implements CallScope {
  INSTANCE;

  @Override
  public void close() {}
}
