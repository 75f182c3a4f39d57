package io.pinelink.internal.validation;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Limits of the service that a request is held to before it is sent. */
public final class Check {
  /** Characters of an id or a namespace. */
  public static final int MAX_ID = 512;

  /** Values of a dense vector. */
  public static final int MAX_DIMENSION = 20_000;

  /** Values of a sparse vector. */
  public static final int MAX_SPARSE = 2_048;

  /** Vectors or ids of one request. */
  public static final int MAX_BATCH = 1_000;

  private static final long MAX_EXACT = 1L << 53;
  private static final Pattern RESOURCE_NAME =
      Pattern.compile("[a-z0-9]([a-z0-9-]{0,43}[a-z0-9])?");

  private Check() {}

  /** Returns a timeout, which is more than zero. */
  public static Duration timeout(Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout is " + timeout + ", expected more than zero");
    }
    return timeout;
  }

  /** An id has 1 to 512 characters, all ASCII and none NUL. */
  public static String id(String field, String id) {
    if (id.isEmpty()) {
      throw new IllegalArgumentException(
          field + " is empty, expected 1 to " + MAX_ID + " characters");
    }
    return asciiName(field, id);
  }

  private static String asciiName(String field, String text) {
    if (text.length() > MAX_ID) {
      throw new IllegalArgumentException(
          field
              + " has "
              + text.length()
              + " characters, expected at most "
              + MAX_ID
              + ": '"
              + text.substring(0, 40)
              + "…'");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || c > 0x7F) {
        throw new IllegalArgumentException(
            field
                + " has the character U+"
                + String.format("%04X", (int) c)
                + " at position "
                + i
                + ", expected ASCII without NUL: '"
                + text
                + "'");
      }
    }
    return text;
  }

  /** A namespace has at most 512 characters, all ASCII and none NUL; empty is the default one. */
  public static String namespace(String namespace) {
    return asciiName("namespace", namespace);
  }

  /** The name of an index, a collection or a backup: 1 to 45 of a-z, 0-9 and hyphen. */
  public static String resourceName(String kind, String name) {
    if (!RESOURCE_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          kind
              + " name is '"
              + (name.contains("pcsk_") ? "…" : name)
              + "', expected 1 to 45 of a-z, 0-9 and hyphen, with a letter or digit at both ends");
    }
    return name;
  }

  /** 1 to 1,000 ids, copied. */
  public static List<String> ids(Collection<String> ids) {
    List<String> copy = List.copyOf(ids);
    batch("ids", copy.size());
    copy.forEach(id -> id("id", id));
    return copy;
  }

  /** What one request carries: 1 to 1,000. */
  public static void batch(String field, int size) {
    range(field + " size", size, 1, MAX_BATCH);
  }

  /** A value within bounds, both included. */
  public static int range(String field, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          field + " is " + value + ", expected " + min + " to " + max);
    }
    return value;
  }

  /** A copy of dense values: 1 to 20,000 of them, all finite. */
  public static float[] dense(String field, float[] values) {
    range(field + " length", values.length, 1, MAX_DIMENSION);
    return finite(field, values.clone());
  }

  /** The array itself, if it holds no NaN and no infinity. */
  public static float[] finite(String field, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            field + " has " + values[i] + " at position " + i + ", expected a finite number");
      }
    }
    return values;
  }

  /** A whole number as the 64-bit float that the service keeps, if that holds it exactly. */
  public static double exact(String field, long value) {
    if (value > MAX_EXACT || value < -MAX_EXACT) {
      throw new IllegalArgumentException(
          field
              + " is "
              + value
              + ", expected at most 2^53 either way, since the service keeps 64-bit floats; use a"
              + " string");
    }
    return value;
  }

  /** A text of whole characters: half a surrogate pair cannot be sent. */
  public static String text(String field, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
          throw new IllegalArgumentException(
              field
                  + " has half a surrogate pair at position "
                  + i
                  + ", expected whole characters");
        }
        i++;
      }
    }
    return text;
  }

  /** A text with something in it. */
  public static String notBlank(String field, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(field + " is blank");
    }
    return text;
  }
}
