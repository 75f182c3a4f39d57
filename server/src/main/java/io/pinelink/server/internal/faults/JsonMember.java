package io.pinelink.server.internal.faults;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pinelink.server.internal.wire.PlainJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A search of a member of a JSON object in UTF-8. It skips other members without parsing their
 * values, of which an upsert has hundreds of thousands: it looks only for strings and brackets.
 * What follows the member, and the values before it, may be invalid.
 */
final class JsonMember {
  private static final int NONE = -1;

  private final byte[] json;
  private int position;

  private JsonMember(byte[] json) {
    this.json = json;
  }

  /** Returns the first member of a name if it is a string; empty if there is none. */
  static Optional<String> text(byte[] json, String name) {
    JsonMember search = new JsonMember(json);
    return search.find(name) && search.next() == '"' ? search.string() : Optional.empty();
  }

  /** Moves to the value of the first member of a name. */
  private boolean find(String name) {
    byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
    if (next() != '{') {
      return false;
    }
    do {
      position++;
      if (next() != '"') {
        return false;
      }
      int start = position;
      boolean isWanted = skipString() && isName(start, wanted, name);
      if (next() != ':') {
        return false;
      }
      position++;
      if (isWanted) {
        return true;
      }
      skipValue();
    } while (next() == ',');
    return false;
  }

  /** Skips white space and returns the next byte, which it does not skip. */
  private int next() {
    while (position < json.length && isSpace(json[position])) {
      position++;
    }
    return position < json.length ? json[position] : NONE;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  /** Skips a string that begins here; returns whether it has an end. */
  private boolean skipString() {
    for (position++; position < json.length; position++) {
      if (json[position] == '\\') {
        position++;
      } else if (json[position] == '"') {
        position++;
        return true;
      }
    }
    position = json.length;
    return false;
  }

  /** Returns whether a string that ends here is a name. */
  private boolean isName(int start, byte[] wanted, String name) {
    int from = start + 1;
    int to = position - 1;
    for (int i = from; i < to; i++) {
      if (json[i] == '\\') {
        return decoded(start).filter(name::equals).isPresent();
      }
    }
    return Arrays.equals(json, from, to, wanted, 0, wanted.length);
  }

  /** Returns the string that begins here; empty if it is invalid. */
  private Optional<String> string() {
    int start = position;
    return skipString() ? decoded(start) : Optional.empty();
  }

  /** Returns the string from a position to this one; empty if it is invalid. */
  private Optional<String> decoded(int start) {
    try (JsonParser in = PlainJson.MAPPER.createParser(json, start, position - start)) {
      return in.nextToken() == JsonToken.VALUE_STRING
          ? Optional.of(in.getText())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void skipValue() {
    int first = next();
    if (first == '"') {
      boolean unused = skipString();
    } else if (first == '[' || first == '{') {
      skipNested();
    } else {
      while (position < json.length && json[position] != ',' && json[position] != '}') {
        position++;
      }
    }
  }

  private void skipNested() {
    int depth = 0;
    do {
      byte b = json[position];
      if (b == '"') {
        boolean unused = skipString();
        continue;
      }
      if (b == '[' || b == '{') {
        depth++;
      } else if (b == ']' || b == '}') {
        depth--;
      }
      position++;
    } while (depth > 0 && position < json.length);
  }
}
