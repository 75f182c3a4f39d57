package io.pinelink.files.data;

import java.io.IOException;
import java.util.Arrays;

/** The lines of a text in UTF-8, each in an array that is used for the next one too. */
final class Lines implements TextRows {
  static final int MAX_BYTES = 16 * 1024 * 1024;
  private static final int READ_BYTES = 64 * 1024;
  private static final int FIRST_BYTES = 4 * 1024;

  private final ByteInput input;
  private final byte[] read = new byte[READ_BYTES];
  private int position;
  private int limit;
  private byte[] line = new byte[FIRST_BYTES];
  private int length;
  private boolean tooLong;
  private long number;

  Lines(ByteInput input) {
    this.input = input;
  }

  /**
   * Reads a line, without its LF or CRLF.
   *
   * @return false at the end
   * @throws InvalidRowException if it has more than {@link #MAX_BYTES}; the next line can be read
   */
  @Override
  public boolean next() throws IOException, InvalidRowException {
    length = 0;
    tooLong = false;
    boolean begun = false;
    while (true) {
      if (position == limit && !fill()) {
        if (begun) {
          number++;
          end();
        }
        return begun;
      }
      begun = true;
      int start = position;
      while (position < limit && read[position] != '\n') {
        position++;
      }
      add(start, position);
      if (position < limit) {
        position++;
        number++;
        end();
        return true;
      }
    }
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, input.read(read));
    return limit > 0;
  }

  private void add(int from, int to) {
    int added = to - from;
    if (tooLong || length + added > MAX_BYTES) {
      tooLong = true;
      return;
    }
    if (length + added > line.length) {
      line = Arrays.copyOf(line, Math.max(2 * line.length, length + added));
    }
    System.arraycopy(read, from, line, length, added);
    length += added;
  }

  private void end() throws InvalidRowException {
    if (tooLong) {
      length = 0;
      throw new InvalidRowException("the line is longer than " + MAX_BYTES + " bytes");
    }
    if (length > 0 && line[length - 1] == '\r') {
      length--;
    }
  }

  @Override
  public byte[] bytes() {
    return line;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public long number() {
    return number;
  }
}
