package io.pinelink.internal.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prints the content of models as JSON: texts, numbers, booleans, nulls, lists, maps and float
 * arrays.
 */
public final class JsonText {
  private static final double MAX_EXACT = 0x1p53;

  private final StringBuilder out = new StringBuilder();

  private JsonText() {}

  /** Returns the JSON of a value. */
  public static String of(@Nullable Object value) {
    JsonText text = new JsonText();
    text.value(value);
    return text.out.toString();
  }

  private void value(@Nullable Object value) {
    if (value instanceof String text) {
      text(text);
    } else if (value instanceof Double number) {
      out.append(number(number));
    } else if (value instanceof Map<?, ?> map) {
      object(map);
    } else if (value instanceof Iterable<?> list) {
      array(list);
    } else if (value instanceof float[] floats) {
      array(floats);
    } else {
      out.append(value);
    }
  }

  /** Prints whole numbers without a fraction, which JSON readers treat as the same number. */
  private static String number(double number) {
    boolean isWhole = number == Math.rint(number) && Math.abs(number) <= MAX_EXACT;
    boolean isNegativeZero = number == 0 && 1 / number < 0;
    return isWhole && !isNegativeZero ? Long.toString((long) number) : Double.toString(number);
  }

  private void object(Map<?, ?> map) {
    String separator = "{";
    for (Map.Entry<?, ?> member : map.entrySet()) {
      out.append(separator);
      text(String.valueOf(member.getKey()));
      out.append(':');
      value(member.getValue());
      separator = ",";
    }
    out.append(map.isEmpty() ? "{}" : "}");
  }

  private void array(Iterable<?> list) {
    out.append('[');
    String separator = "";
    for (Object element : list) {
      out.append(separator);
      value(element);
      separator = ",";
    }
    out.append(']');
  }

  private void array(float[] floats) {
    out.append('[');
    for (int i = 0; i < floats.length; i++) {
      out.append(i == 0 ? "" : ",").append(floats[i]);
    }
    out.append(']');
  }

  private void text(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < ' ' || isLoneSurrogate(text, i)) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /**
   * Returns whether a character is an unpaired surrogate, which has no form in UTF-8 and must be
   * escaped.
   */
  private static boolean isLoneSurrogate(String text, int position) {
    char c = text.charAt(position);
    if (Character.isHighSurrogate(c)) {
      return position + 1 == text.length() || !Character.isLowSurrogate(text.charAt(position + 1));
    }
    return Character.isLowSurrogate(c)
        && (position == 0 || !Character.isHighSurrogate(text.charAt(position - 1)));
  }
}
