package io.pinelink.rest.json;

import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.pinelink.model.Fields;
import io.pinelink.model.Metadata;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Walks a JSON text, one value at a time. It always stands on a value that has not been read;
 * reading or {@linkplain #skip skipping} it, once, is the caller's duty:
 *
 * <pre>{@code
 * if (json.enterObject()) {
 *   for (String member = json.nextMember(); member != null; member = json.nextMember()) {
 *     switch (member) {
 *       case "name" -> name = json.text();
 *       default -> json.skip();
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>It is lenient as the API asks: a null stands for an absent value, and a scalar is taken in
 * whatever form it is written.
 */
public final class JsonReader implements Closeable {
  /** The parser bounds numbers so: digits take time that grows with their square. */
  private static final int MAX_DIGITS = StreamReadConstraints.DEFAULT_MAX_NUM_LEN;

  /**
   * How many objects and arrays may be elements of arrays, in one answer. The largest answer of the
   * API has 10,000; empty ones take many times the memory of their text.
   */
  private static final int MAX_NESTED = 100_000;

  /** How many steps are taken between two looks at whether somebody waits; a power of two. */
  private static final int STEPS = 1_024;

  private final FloatArrayParser parser;
  private final BooleanSupplier abandoned;

  private boolean started;
  private int nested;
  private int steps;

  JsonReader(FloatArrayParser parser, BooleanSupplier abandoned) {
    this.parser = parser;
    this.abandoned = abandoned;
  }

  /** Ends reading once nobody waits for the result, as after the deadline. */
  private void step() throws IOException {
    if ((++steps & (STEPS - 1)) == 0 && abandoned.getAsBoolean()) {
      throw new MalformedJsonException("it was not read to its end: the call has ended");
    }
  }

  /** The first token is read when it is asked for, since not every body is JSON that counts. */
  private @Nullable JsonToken token() throws IOException {
    if (!started) {
      started = true;
      return parser.nextToken();
    }
    return parser.currentToken();
  }

  /** Whether there is no value at all, as in an empty body. */
  public boolean isEmpty() throws IOException {
    return token() == null;
  }

  /** Enters an object; false if there is a null in its place, which is then read. */
  public boolean enterObject() throws IOException {
    return enter(JsonToken.START_OBJECT, "an object");
  }

  /** Enters an array; false if there is a null in its place, which is then read. */
  public boolean enterArray() throws IOException {
    return enter(JsonToken.START_ARRAY, "an array");
  }

  private boolean enter(JsonToken start, String expected) throws IOException {
    JsonToken token = token();
    if (token == JsonToken.VALUE_NULL) {
      return false;
    }
    if (token != start) {
      throw unexpected(expected);
    }
    return true;
  }

  /** Moves to the value of the next member and returns its name; null at the object's end. */
  public @Nullable String nextMember() throws IOException {
    step();
    String name = parser.nextFieldName();
    if (name != null) {
      parser.nextToken();
    }
    return name;
  }

  /** Moves to the next element; false at the array's end. */
  public boolean nextElement() throws IOException {
    step();
    JsonToken next = parser.nextToken();
    if ((next == JsonToken.START_OBJECT || next == JsonToken.START_ARRAY)
        && ++nested > MAX_NESTED) {
      throw new MalformedJsonException("it has arrays of more than " + MAX_NESTED + " values");
    }
    return next != JsonToken.END_ARRAY;
  }

  /** Whether a number comes next, before moving to the next element. */
  boolean isBeforeNumber() throws IOException {
    return parser.isAtNumber();
  }

  /**
   * Moves past the elements that follow and are plain numbers, as long as there is room for them.
   *
   * @return how many of {@code into} are filled now
   */
  int floats(float[] into, int filled) throws IOException {
    step();
    return parser.floats(into, filled);
  }

  /** Passes over the value, whatever it is. */
  public void skip() throws IOException {
    parser.skipChildren();
  }

  /** Whether the value is an object. */
  public boolean isObject() throws IOException {
    return token() == JsonToken.START_OBJECT;
  }

  /** Whether the value is a text, a number, a boolean or null. */
  public boolean isScalar() throws IOException {
    JsonToken token = token();
    return token != null && token.isScalarValue();
  }

  /** The value as text; null if it is null. */
  public @Nullable String text() throws IOException {
    if (!isScalar()) {
      throw unexpected("a text");
    }
    return token() == JsonToken.VALUE_NULL ? null : parser.getText();
  }

  /** The value as text; empty if it is null. */
  public String textOrEmpty() throws IOException {
    String text = text();
    return text == null ? "" : text;
  }

  /** Whether the value is null, which is as good as absent. */
  public boolean isNull() throws IOException {
    return token() == JsonToken.VALUE_NULL;
  }

  /** The value as the text of a number, which is not yet known to be one; null if it is null. */
  private @Nullable String digits() throws IOException {
    String text = text();
    if (text != null && text.length() > MAX_DIGITS) {
      throw unexpected("a number of at most " + MAX_DIGITS + " characters");
    }
    return text;
  }

  /** The value as a count of anything, which may be written as a text; 0 if it is null. */
  public long count() throws IOException {
    if (token() == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != NumberType.BIG_INTEGER) {
      return parser.getLongValue();
    }
    String text = digits();
    try {
      return text == null ? 0 : new BigDecimal(text).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw unexpected("a whole number of 64 bits");
    }
  }

  /** The value as the 32-bit float nearest to it, which may be written as a text. */
  public float float32() throws IOException {
    JsonToken token = token();
    if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
      float value = parser.getFloatValue();
      // As a whole number, -0 has lost its sign.
      return value == 0 ? Float.parseFloat(parser.getText()) : value;
    }
    String text = token == JsonToken.VALUE_STRING ? digits() : null;
    if (text == null) {
      throw unexpected("a number");
    }
    try {
      return Float.parseFloat(text);
    } catch (NumberFormatException e) {
      throw unexpected("a number");
    }
  }

  /** The bits of the value as an unsigned whole number, which may be written as a text. */
  int unsigned32() throws IOException {
    long number = isNull() ? -1 : count();
    if (number < 0 || number > 0xFFFF_FFFFL) {
      throw unexpected("a whole number from 0 to 4294967295");
    }
    return (int) number;
  }

  /** The value as metadata; none if it is null. */
  public Metadata metadata() throws IOException {
    return enterObject() ? Metadata.received(members()) : Metadata.empty();
  }

  /** The value as a whole number, which may be written as a text; null if it is null. */
  public @Nullable Integer integer() throws IOException {
    if (token() == JsonToken.VALUE_NUMBER_INT) {
      return parser.getIntValue();
    }
    String text = digits();
    try {
      return text == null ? null : new BigDecimal(text).intValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw unexpected("a whole number of 32 bits");
    }
  }

  /** The value as a long whole number, which may be written as a text; null if it is null. */
  public @Nullable Long longInteger() throws IOException {
    return isNull() ? null : (Long) count();
  }

  /**
   * The value as a time; null if it is null, or is not written as RFC 3339 asks: no answer is
   * refused for a date that only tells.
   */
  public @Nullable Instant instant() throws IOException {
    String text = text();
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The value as a boolean, which may be written as a text; null if it is null. */
  public @Nullable Boolean bool() throws IOException {
    String text = text();
    if (text == null) {
      return null;
    }
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw unexpected("true or false");
    };
  }

  /** The value as a number, which may be written as a text; null if it is null. */
  public @Nullable Double number() throws IOException {
    String text = digits();
    try {
      return text == null ? null : Double.valueOf(text);
    } catch (NumberFormatException e) {
      throw unexpected("a number");
    }
  }

  /** The value as an object of any members; no fields if it is null. */
  public Fields fields() throws IOException {
    return enterObject() ? Fields.copyOf(members()) : Fields.empty();
  }

  /** The value as an object of texts; those that are null are left out. */
  public Map<String, String> texts() throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    if (enterObject()) {
      for (String name = nextMember(); name != null; name = nextMember()) {
        String text = text();
        if (text != null) {
          texts.put(name, text);
        }
      }
    }
    return texts;
  }

  private Map<String, @Nullable Object> members() throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (String name = nextMember(); name != null; name = nextMember()) {
      members.put(name, any());
    }
    return members;
  }

  /** Any value, as {@link Fields} hold it; the parser bounds how deep it may be. */
  public @Nullable Object any() throws IOException {
    JsonToken token = token();
    if (token == JsonToken.START_OBJECT) {
      return members();
    }
    if (token == JsonToken.START_ARRAY) {
      List<@Nullable Object> elements = new ArrayList<>();
      while (nextElement()) {
        elements.add(any());
      }
      return elements;
    }
    if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return token == JsonToken.VALUE_TRUE;
    }
    return token == JsonToken.VALUE_STRING ? text() : number();
  }

  /** The value of a member that the API always sends. */
  public static <T> T required(String member, @Nullable T value) throws MalformedJsonException {
    if (value == null) {
      throw new MalformedJsonException("member '" + member + "' is missing");
    }
    return value;
  }

  private MalformedJsonException unexpected(String expected) throws IOException {
    JsonToken token = token();
    if (token == null) {
      return new MalformedJsonException("the body is empty, expected " + expected);
    }
    String name = parser.currentName();
    String where = name == null ? "the body" : "member '" + name + "'";
    return new MalformedJsonException(where + " is " + describe(token) + ", expected " + expected);
  }

  private static String describe(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a text";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_NULL -> "null";
      default -> "not a value";
    };
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
