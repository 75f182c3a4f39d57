package io.pinelink.internal.validation;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks of requests against the limits of the service, before they are sent. */
public final class Check {
  /** The maximum number of characters of an id or a namespace. */
  public static final int MAX_ID = 512;

  /** The maximum number of values of a dense vector. */
  public static final int MAX_DIMENSION = 20_000;

  /** The maximum number of values of a sparse vector. */
  public static final int MAX_SPARSE = 2_048;

  /** The maximum number of vectors or ids of one request. */
  public static final int MAX_BATCH = 1_000;

  private static final long MAX_EXACT = 1L << 53;
  private static final Pattern RESOURCE_NAME =
      Pattern.compile("[a-z0-9]([a-z0-9-]{0,43}[a-z0-9])?");

  private Check() {}

  /** Returns a timeout after checking that it is more than zero. */
  public static Duration timeout(Duration timeout) {
    Objects.requireNonNull(timeout, "timeout is null");
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(
          "timeout is " + DurationText.of(timeout) + ", expected more than zero");
    }
    return timeout;
  }

  /** Checks that a call without columns in its result is not asked to read into a buffer. */
  public static void noBuffer(String call, Optional<?> valuesInto) {
    if (valuesInto.isPresent()) {
      throw new IllegalArgumentException(
          "valuesInto is set in a request of "
              + call
              + ", expected none: its result has no columns, so the array could not be released");
    }
  }

  /** Checks an id: 1 to 512 ASCII characters without NUL. */
  public static String id(String field, String id) {
    if (notNull(id, field).isEmpty()) {
      throw new IllegalArgumentException(
          field + " is empty, expected 1 to " + MAX_ID + " characters");
    }
    return asciiName(field, id);
  }

  private static String asciiName(String field, String text) {
    if (notNull(text, field).length() > MAX_ID) {
      throw new IllegalArgumentException(
          "%s has %s characters, expected at most %s: '%s…'"
              .formatted(field, text.length(), MAX_ID, text.substring(0, 40)));
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || c > 0x7F) {
        throw new IllegalArgumentException(
            "%s has the character U+%s at position %s, expected ASCII without NUL: '%s'"
                .formatted(field, String.format("%04X", (int) c), i, text));
      }
    }
    return text;
  }

  /** Checks a namespace: at most 512 ASCII characters without NUL; empty for the default one. */
  public static String namespace(String namespace) {
    return asciiName("namespace", namespace);
  }

  /** Checks the name of an index, a collection or a backup: 1 to 45 of a-z, 0-9 and hyphen. */
  public static String resourceName(String kind, String name) {
    Objects.requireNonNull(name, () -> kind + " name is null");
    if (!RESOURCE_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          kind
              + " name is '"
              + (ApiKeyForm.isIn(name) ? "…" : name)
              + "', expected 1 to 45 of a-z, 0-9 and hyphen, with a letter or digit at both ends");
    }
    return name;
  }

  /** Returns a copy of 1 to 1,000 ids after checking them. */
  public static List<String> ids(Collection<String> ids) {
    List<String> copy = copy("ids", ids);
    batch("ids", copy.size());
    copy.forEach(id -> id("id", id));
    return copy;
  }

  /** Returns a copy of a collection after checking that neither it nor an element is null. */
  public static <T> List<T> copy(String field, Collection<? extends T> values) {
    notNull(values, field);
    try {
      return List.copyOf(values);
    } catch (NullPointerException e) {
      throw nullElement(field, e);
    }
  }

  /** Returns a list of the elements of an array after checking that neither it nor one is null. */
  public static <T> List<T> copy(String field, T[] values) {
    notNull(values, field);
    try {
      return List.of(values);
    } catch (NullPointerException e) {
      throw nullElement(field, e);
    }
  }

  /** Returns a copy of a map after checking that neither it nor a key or a value is null. */
  public static <K, V> Map<K, V> copy(String field, Map<? extends K, ? extends V> values) {
    notNull(values, field);
    try {
      return Map.copyOf(values);
    } catch (NullPointerException e) {
      throw nullElement(field, e);
    }
  }

  /** Refuses null, with its name. */
  public static <T> T notNull(@Nullable T value, String field) {
    if (value == null) {
      throw new NullPointerException(field + " is null");
    }
    return value;
  }

  private static NullPointerException nullElement(String field, NullPointerException cause) {
    NullPointerException named = new NullPointerException(field + " has an element that is null");
    named.initCause(cause);
    return named;
  }

  /** Returns the builder of a request after the caller has set its values. */
  public static <B> B configured(B builder, Consumer<B> request) {
    Objects.requireNonNull(request, "request is null").accept(builder);
    return builder;
  }

  /** Checks the number of items of one request: 1 to 1,000. */
  public static void batch(String field, int size) {
    range(field + " size", size, 1, MAX_BATCH);
  }

  /** Checks that a value is within bounds, both inclusive. */
  public static int range(String field, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          field + " is " + value + ", expected " + min + " to " + max);
    }
    return value;
  }

  /** Returns a copy of dense values after checking them: 1 to 20,000, all finite. */
  public static float[] dense(String field, float[] values) {
    return ownDense(field, notNull(values, field).clone());
  }

  /** Returns dense values, which are not copied, after checking them as {@link #dense} does. */
  public static float[] ownDense(String field, float[] values) {
    range(field + " length", values.length, 1, MAX_DIMENSION);
    return finite(field, values);
  }

  /** Returns boxed numbers as floats, unchecked; refuses null elements by the field's name. */
  public static float[] floats(String field, Collection<? extends Number> values) {
    float[] floats = new float[notNull(values, field).size()];
    int next = 0;
    for (Number value : values) {
      floats[next++] = notNull(value, field).floatValue();
    }
    return floats;
  }

  /** Returns the array itself after checking that it contains neither NaN nor infinity. */
  public static float[] finite(String field, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            field + " has " + values[i] + " at position " + i + ", expected a finite number");
      }
    }
    return values;
  }

  /**
   * Returns a whole number as the 64-bit float that the service stores, after checking that this is
   * exact.
   */
  public static double exact(String field, long value) {
    if (value > MAX_EXACT || value < -MAX_EXACT) {
      throw new IllegalArgumentException(
          ("%s is %s, expected at most 2^53 either way, since the service stores 64-bit"
                  + " floats; use a string")
              .formatted(field, value));
    }
    return value;
  }

  /** Checks a text for unpaired surrogates, which cannot be sent. */
  public static String text(String field, String text) {
    notNull(text, field);
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
          throw new IllegalArgumentException(
              "%s has half a surrogate pair at position %s, expected whole characters"
                  .formatted(field, i));
        }
        i++;
      }
    }
    return text;
  }

  /** Checks an id that becomes a segment of a path. */
  public static String segment(String field, String id) {
    notBlank(field, id);
    if (id.equals(".") || id.equals("..")) {
      throw new IllegalArgumentException(field + " is '" + id + "', expected an id");
    }
    return id;
  }

  /** Checks that a text is not blank. */
  public static String notBlank(String field, String text) {
    if (notNull(text, field).isBlank()) {
      throw new IllegalArgumentException(field + " is blank");
    }
    return text;
  }
}
