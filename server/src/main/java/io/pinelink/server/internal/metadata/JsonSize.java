package io.pinelink.server.internal.metadata;

import java.util.List;
import java.util.Map;

/** The size of fields as JSON in UTF-8, computed without writing it. */
public final class JsonSize {
  /** The largest number up to which doubles represent all whole numbers. */
  private static final double LARGEST_WHOLE = 1L << 53;

  private JsonSize() {}

  /** Returns the size of an object with the fields, as {@code PlainJson} writes it. */
  public static int of(Map<String, Object> fields) {
    // Braces, and the commas between the fields; a colon for each.
    int size = 2 + Math.max(0, fields.size() - 1) + fields.size();
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      size += ofText(field.getKey()) + ofValue(field.getValue());
    }
    return size;
  }

  private static int ofValue(Object value) {
    if (value instanceof String text) {
      return ofText(text);
    }
    if (value instanceof Double number) {
      return ofNumber(number);
    }
    if (value instanceof Boolean bool) {
      return bool ? 4 : 5;
    }
    List<?> list = (List<?>) value;
    int size = 2 + Math.max(0, list.size() - 1);
    for (Object element : list) {
      size += ofText((String) element);
    }
    return size;
  }

  private static int ofNumber(double number) {
    long whole = (long) number;
    if (Double.compare((double) whole, number) == 0 && Math.abs(number) <= LARGEST_WHOLE) {
      int size = whole < 0 ? 2 : 1;
      for (long rest = Math.abs(whole); rest > 9; rest /= 10) {
        size++;
      }
      return size;
    }
    int length = Double.toString(number).length();
    // In quotes, because JSON has no such numbers.
    return Double.isFinite(number) ? length : length + 2;
  }

  private static int ofText(String text) {
    int size = 2;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ') {
        size += c == '\n' || c == '\r' || c == '\t' || c == '\b' || c == '\f' ? 2 : 6;
      } else if (c == '"' || c == '\\') {
        size += 2;
      } else if (c < 0x80) {
        size++;
      } else if (c < 0x800) {
        size += 2;
      } else if (!Character.isSurrogate(c)) {
        size += 3;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        size += 4;
        i++;
      } else {
        // Half of a pair is written as a question mark.
        size++;
      }
    }
    return size;
  }
}
