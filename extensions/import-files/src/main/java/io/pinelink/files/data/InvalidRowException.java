package io.pinelink.files.data;

/** Thrown if one row cannot be read, while the rows after it can. */
final class InvalidRowException extends Exception {
  private static final long serialVersionUID = 1;

  InvalidRowException(String reason) {
    super(reason);
  }

  /** Returns what is wrong with the row. */
  String reason() {
    return String.valueOf(getMessage());
  }
}
