package io.pinelink.files.data;

import java.io.IOException;

/** The texts of the rows of a file, in an array that is used for the next one too. */
abstract class TextRows {
  /** The maximum length of a row. */
  static final int MAX_BYTES = 16 * 1024 * 1024;

  private static final int READ_BYTES = 64 * 1024;

  private final ByteInput input;

  /** The bytes that were read last; those from {@code position} to {@code limit} are left. */
  final byte[] read = new byte[READ_BYTES];

  int position;
  int limit;
  byte[] text = new byte[4 * 1024];
  int length;
  boolean tooLong;
  long number;

  TextRows(ByteInput input) {
    this.input = input;
  }

  /**
   * Reads the text of a row.
   *
   * @return false at the end
   * @throws InvalidRowException if it is too long or its end cannot be found
   */
  abstract boolean next() throws IOException, InvalidRowException;

  /** Reads more bytes; returns false at the end. */
  final boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, input.read(read));
    return limit > 0;
  }

  /** Returns the array that begins with the text, in UTF-8. */
  final byte[] bytes() {
    return text;
  }

  /** Returns the number of bytes of the text; 0 if it was too long. */
  final int length() {
    return length;
  }

  /** Returns the number of the line on which the row begins, from 1; 0 before the first. */
  final long number() {
    return number;
  }
}
