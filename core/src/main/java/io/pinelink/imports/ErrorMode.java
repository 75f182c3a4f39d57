package io.pinelink.imports;

/**
 * What an import does with a record that it cannot take.
 *
 * @param value the service's name
 */
public record ErrorMode(String value) {
  /** It stops and has failed. */
  public static final ErrorMode ABORT = new ErrorMode("abort");

  /** It leaves the record out and goes on. */
  public static final ErrorMode CONTINUE = new ErrorMode("continue");

  @Override
  public String toString() {
    return value;
  }
}
