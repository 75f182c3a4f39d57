package io.pinelink.files.data;

import java.io.IOException;
import java.util.Arrays;

/** The lines of a text in UTF-8, each in an array that is used for the next one too. */
final class Lines extends TextRows {
  Lines(ByteInput input) {
    super(input);
  }

  /**
   * Reads a line, without its LF or CRLF.
   *
   * @return false at the end
   * @throws InvalidRowException if it has more than {@link #MAX_BYTES}; the next line can be read
   */
  @Override
  boolean next() throws IOException, InvalidRowException {
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

  private void add(int from, int to) {
    int added = to - from;
    if (tooLong || length + added > MAX_BYTES) {
      tooLong = true;
      return;
    }
    if (length + added > text.length) {
      text = Arrays.copyOf(text, Math.max(2 * text.length, length + added));
    }
    System.arraycopy(read, from, text, length, added);
    length += added;
  }

  private void end() throws InvalidRowException {
    if (tooLong) {
      length = 0;
      throw new InvalidRowException("the line is longer than " + MAX_BYTES + " bytes");
    }
    if (length > 0 && text[length - 1] == '\r') {
      length--;
    }
  }
}
