package io.pinelink.files.data;

import java.io.IOException;
import java.util.Arrays;

/**
 * The elements of the one JSON array of a file. Brackets and quotes show where each ends, so that
 * an element with other mistakes does not end the reading.
 */
final class Elements extends TextRows {
  private long line;
  private boolean ended;

  /**
   * @param input is after the opening bracket of the array
   * @param line the number of the line with this bracket
   */
  Elements(ByteInput input, long line) {
    super(input);
    this.line = line;
  }

  @Override
  boolean next() throws IOException, InvalidRowException {
    length = 0;
    tooLong = false;
    if (ended) {
      return false;
    }
    int next = skipSeparators();
    number = line;
    if (next == ']') {
      ended = true;
      checkRest();
      return false;
    }
    if (next < 0) {
      ended = true;
      throw new InvalidRowException("the file ends before the array of rows does");
    }
    element(next);
    if (tooLong) {
      throw new InvalidRowException("the row is longer than " + MAX_BYTES + " bytes");
    }
    return true;
  }

  private int skipSeparators() throws IOException {
    int next = read();
    while (next == ' ' || next == '\n' || next == '\r' || next == '\t' || next == ',') {
      next = read();
    }
    return next;
  }

  /** Reads up to the end of the brackets that the element opens, or else up to a separator. */
  private void element(int first) throws IOException, InvalidRowException {
    int depth = 0;
    boolean quoted = false;
    int next = first;
    while (true) {
      if (next < 0) {
        ended = true;
        throw new InvalidRowException("the file ends inside this row");
      }
      if (depth == 0 && !quoted && (next == ',' || next == ']')) {
        position--;
        return;
      }
      add(next);
      if (quoted) {
        if (next == '\\') {
          int escaped = read();
          if (escaped >= 0) {
            add(escaped);
          }
        } else if (next == '"') {
          quoted = false;
        }
      } else if (next == '"') {
        quoted = true;
      } else if (next == '{' || next == '[') {
        depth++;
      } else if (next == '}' || next == ']') {
        depth--;
        if (depth == 0) {
          return;
        }
      }
      next = read();
    }
  }

  /** Checks that nothing is lost that stands after the array, such as a namespace. */
  private void checkRest() throws IOException, InvalidRowException {
    for (int next = read(); next >= 0; next = read()) {
      if (next > ' ' && next != '}') {
        number = line;
        throw new InvalidRowException("there is more text after the array of rows");
      }
    }
  }

  private int read() throws IOException {
    if (position == limit && !fill()) {
      return -1;
    }
    int next = read[position++];
    if (next == '\n') {
      line++;
    }
    return next & 0xff;
  }

  private void add(int next) {
    if (tooLong || length == MAX_BYTES) {
      tooLong = true;
      length = 0;
      return;
    }
    if (length == text.length) {
      text = Arrays.copyOf(text, 2 * length);
    }
    text[length++] = (byte) next;
  }
}
