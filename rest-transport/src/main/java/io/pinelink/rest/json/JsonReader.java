package io.pinelink.rest.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.pinelink.internal.response.ReportedCount;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.Fields;
import io.pinelink.model.Metadata;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A reader of a JSON text, one value at a time. Its position is always at an unread value, which
 * the caller must read or {@linkplain #skip skip} exactly once:
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
 * <p>{@link JsonObject} is a shorter form, which allocates an object for each member.
 *
 * <p>The reader is as lenient as the API requires: a null means an absent value, and numbers and
 * booleans may be written as strings. What would change its meaning is refused: a number that its
 * type does not represent, text that is not a number, such as {@code "NaN"}, a member that occurs
 * twice, and text after the value.
 */
public final class JsonReader implements Closeable {
  /**
   * The parser's limit on the length of numbers, since the parsing time grows with their square.
   */
  private static final int MAX_DIGITS = StreamReadConstraints.DEFAULT_MAX_NUM_LEN;

  /**
   * The maximum number of objects and arrays that are elements of arrays, in one response. The
   * largest response of the API has 10,000; empty ones take far more memory than their text.
   */
  private static final int MAX_NESTED = 100_000;

  private static final String LONG = "a 64-bit integer";
  private static final String INT = "a 32-bit integer";

  /** The texts for values that JSON numbers cannot have. */
  private static final Set<String> NAMES = Set.of("NaN", "Infinity", "-Infinity");

  /** The maximum length of names that messages show. */
  private static final int MAX_SHOWN = 512;

  /** The maximum length of numbers that messages show. */
  private static final int MAX_SHOWN_DIGITS = 40;

  /** A number in an array takes at least a digit and a comma, or the end of the array. */
  private static final int BYTES_PER_FLOAT = 2;

  /** The number of steps between two checks for an abandoned call; a power of two. */
  private static final int STEPS = 1_024;

  private final FloatArrayParser parser;
  private final long length;
  private final BooleanSupplier abandoned;
  private final MemberNames names = new MemberNames();

  private boolean started;
  private int nested;
  private int steps;

  /**
   * Creates a reader.
   *
   * @param length the number of bytes of the text
   * @param abandoned whether no caller waits for the result any more
   */
  JsonReader(FloatArrayParser parser, long length, BooleanSupplier abandoned) {
    this.parser = parser;
    this.length = length;
    this.abandoned = abandoned;
  }

  /** Stops reading once no caller waits for the result, for example after the deadline. */
  private void step() throws IOException {
    if ((++steps & (STEPS - 1)) == 0 && abandoned.getAsBoolean()) {
      throw new MalformedJsonException("reading stopped because the call has ended");
    }
  }

  /**
   * Returns the current token. The first one is read on demand, since some bodies are not JSON and
   * do not matter.
   */
  private @Nullable JsonToken token() throws IOException {
    if (!started) {
      started = true;
      return parser.nextToken();
    }
    return parser.currentToken();
  }

  /** Returns the maximum number of floats that a text of this length can contain. */
  public long maxFloats() {
    return length / BYTES_PER_FLOAT;
  }

  /** Returns whether there is no value at all, as in an empty body. */
  public boolean isEmpty() throws IOException {
    return token() == null;
  }

  /**
   * Checks that no text follows the value, which must have been read. A body of which nothing was
   * read is not checked.
   */
  public void end() throws IOException {
    boolean isEnd;
    try {
      isEnd = !started || parser.currentToken() == null || parser.nextToken() == null;
    } catch (JsonParseException e) {
      isEnd = false;
    }
    if (!isEnd) {
      throw new MalformedJsonException("the body has text after its JSON value");
    }
  }

  /** Enters an object; false if the value is null, which is then read. */
  public boolean enterObject() throws IOException {
    boolean entered = enter(JsonToken.START_OBJECT, "an object");
    if (entered) {
      names.enter();
    }
    return entered;
  }

  /** Enters an array; false if the value is null, which is then read. */
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

  /**
   * Moves to the value of the next member and returns its name; null at the end of the object.
   *
   * @throws MalformedJsonException if the object has had a member with this name
   */
  public @Nullable String nextMember() throws IOException {
    String name = nextKey();
    if (name != null && !names.add(name)) {
      throw repeated(name);
    }
    return name;
  }

  /**
   * Moves to the value of the next member of an object that is a map, as {@link #nextMember} does.
   * The caller refuses a name that occurs twice, since it keeps the names anyway.
   */
  public @Nullable String nextKey() throws IOException {
    step();
    String name = parser.nextFieldName();
    if (name == null) {
      names.leave();
    } else {
      parser.nextToken();
    }
    return name;
  }

  /** Returns the exception for a member that occurs twice in an object. */
  public static MalformedJsonException repeated(String name) {
    return new MalformedJsonException(
        (name.length() > MAX_SHOWN ? "a member" : "member '" + name + "'") + " occurs twice");
  }

  /** Moves to the next element; false at the end of the array. */
  public boolean nextElement() throws IOException {
    step();
    JsonToken next = parser.nextToken();
    if ((next == JsonToken.START_OBJECT || next == JsonToken.START_ARRAY)
        && ++nested > MAX_NESTED) {
      throw new MalformedJsonException(
          "its arrays contain more than " + MAX_NESTED + " objects and arrays");
    }
    return next != JsonToken.END_ARRAY;
  }

  /** Returns whether a number comes next, before moving to the next element. */
  boolean isBeforeNumber() throws IOException {
    return parser.isAtNumber();
  }

  /**
   * Reads the following elements that are plain numbers, as long as the target has room for them.
   *
   * @return how many elements of {@code into} are filled now
   */
  int floats(float[] into, int filled) throws IOException {
    step();
    return parser.floats(into, filled);
  }

  /** Skips the value, of any kind. */
  public void skip() throws IOException {
    parser.skipChildren();
  }

  /** Returns whether the value is an object. */
  public boolean isObject() throws IOException {
    return token() == JsonToken.START_OBJECT;
  }

  /** Returns whether the value is an array. */
  public boolean isArray() throws IOException {
    return token() == JsonToken.START_ARRAY;
  }

  /** Returns whether the value is an array that begins with a number. */
  public boolean isNumberArray() throws IOException {
    return token() == JsonToken.START_ARRAY && parser.isAtNumber();
  }

  /** Returns whether the value is a number; it may be read more than once, in several forms. */
  public boolean isNumber() throws IOException {
    JsonToken token = token();
    return token != null && token.isNumeric();
  }

  /** Returns whether the value is a string, a number, a boolean or null. */
  public boolean isScalar() throws IOException {
    JsonToken token = token();
    return token != null && token.isScalarValue();
  }

  /** Returns the value as text; null if it is null. */
  public @Nullable String text() throws IOException {
    if (!isScalar() || isBoolean()) {
      throw unexpected("a string");
    }
    return token() == JsonToken.VALUE_NULL ? null : parser.getText();
  }

  /** Returns whether the value is a boolean. */
  public boolean isBoolean() throws IOException {
    return token() == JsonToken.VALUE_TRUE || token() == JsonToken.VALUE_FALSE;
  }

  /** Returns the value as text; empty if it is null. */
  public String textOrEmpty() throws IOException {
    String text = text();
    return text == null ? "" : text;
  }

  /** Returns whether the value is null, which is equivalent to absent. */
  public boolean isNull() throws IOException {
    return token() == JsonToken.VALUE_NULL;
  }

  /**
   * Returns the text of a value that should be a number; null if it is null.
   *
   * @param expected a description of the number
   */
  private @Nullable String digits(String expected) throws IOException {
    if (!isScalar() || isBoolean()) {
      throw unexpected(expected);
    }
    String text = text();
    if (text != null && text.length() > MAX_DIGITS) {
      throw unexpected("a number of at most " + MAX_DIGITS + " characters");
    }
    if (text != null && token() == JsonToken.VALUE_STRING && !NumberText.isNumber(text)) {
      throw unexpected(expected);
    }
    return text;
  }

  /** Returns the value as a count, which may be written as a string; 0 if it is null. */
  public long count() throws IOException {
    if (token() == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != NumberType.BIG_INTEGER) {
      return parser.getLongValue();
    }
    String text = digits(LONG);
    try {
      return text == null ? 0 : new BigDecimal(text).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw unexpected(LONG);
    }
  }

  /** Returns the value as the nearest 32-bit float, which may be written as a string. */
  public float float32() throws IOException {
    JsonToken token = token();
    float value;
    if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
      value = parser.getFloatValue();
      if (value == 0) {
        // The integer -0 has lost its sign.
        value = Float.parseFloat(parser.getText());
      }
    } else {
      String text = digits("a number");
      if (text == null) {
        throw unexpected("a number");
      }
      value = Float.parseFloat(text);
    }
    if (Float.isInfinite(value)) {
      throw unexpected("a number within the range of 32-bit floats");
    }
    return value;
  }

  /** Returns the bits of the value as an unsigned integer, which may be written as a string. */
  int unsigned32() throws IOException {
    long number = isNull() ? -1 : count();
    if (number < 0 || number > 0xFFFF_FFFFL) {
      throw unexpected("an integer from 0 to 4294967295");
    }
    return (int) number;
  }

  /** Returns the value as metadata; empty if it is null. */
  public Metadata metadata() throws IOException {
    return enterObject() ? VectorResponses.metadata(members()) : Metadata.empty();
  }

  /** Returns the value as an integer, which may be written as a string; null if it is null. */
  public @Nullable Integer integer() throws IOException {
    if (token() == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() == NumberType.INT) {
      return parser.getIntValue();
    }
    String text = digits(INT);
    try {
      return text == null ? null : new BigDecimal(text).intValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw unexpected(INT);
    }
  }

  /** Returns the value as a count, which may be written as a string; empty if it is null. */
  public OptionalLong reportedCount() throws IOException {
    return isNull() ? OptionalLong.empty() : ReportedCount.of(count());
  }

  /** Returns the value as a long integer, which may be written as a string; null if it is null. */
  public @Nullable Long longInteger() throws IOException {
    return isNull() ? null : (Long) count();
  }

  /**
   * Returns the value as a time; null if it is null or not in the format of RFC 3339. An
   * informational date is no reason to reject a response.
   */
  public @Nullable Instant instant() throws IOException {
    String text = text();
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Returns the value as a boolean, which may be written as a string; null if it is null. */
  public @Nullable Boolean bool() throws IOException {
    if (isBoolean()) {
      return token() == JsonToken.VALUE_TRUE;
    }
    String text = isScalar() ? text() : "";
    if (text == null) {
      return null;
    }
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw unexpected("true or false");
    };
  }

  /**
   * Returns the value as a number, which may be written as a string; null if it is null. A number
   * that a 64-bit float does not represent, such as 9007199254740993, is refused rather than
   * rounded to another one.
   */
  public @Nullable Double number() throws IOException {
    String text = digits("a number");
    if (text == null) {
      return null;
    }
    double number = Double.parseDouble(text);
    if (!NumberText.represents(number, text)) {
      throw unexpected("a number that a 64-bit float represents");
    }
    return number;
  }

  /** Returns the value as an object with any members; no fields if it is null. */
  public Fields fields() throws IOException {
    return enterObject() ? Fields.copyOf(members()) : Fields.empty();
  }

  /** Returns the value as an object of strings, without those that are null. */
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

  /** Returns the object that is the value, to declare and read its members. */
  public JsonObject object() {
    return object("");
  }

  /**
   * Returns the object that is the value, to declare and read its members.
   *
   * @param path the text before the names of missing members in messages, such as {@code "data."}
   */
  public JsonObject object(String path) {
    return new JsonObject(this, path, null);
  }

  /** Returns the elements of an array, without those that are null; none if it is null. */
  public <T> List<T> list(ValueReader<T> element) throws IOException {
    List<T> elements = new ArrayList<>();
    if (enterArray()) {
      while (nextElement()) {
        T value = element.read(this);
        if (value != null) {
          elements.add(value);
        }
      }
    }
    return elements;
  }

  private Map<String, @Nullable Object> members() throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (String name = nextKey(); name != null; name = nextKey()) {
      int before = members.size();
      members.put(name, any());
      if (members.size() == before) {
        throw repeated(name);
      }
    }
    return members;
  }

  /**
   * Returns any value in the representation of {@link Fields}, with unmodifiable lists and maps;
   * the parser limits its depth.
   */
  public @Nullable Object any() throws IOException {
    JsonToken token = token();
    if (token == JsonToken.START_OBJECT) {
      names.enter();
      return Collections.unmodifiableMap(members());
    }
    if (token == JsonToken.START_ARRAY) {
      List<@Nullable Object> elements = new ArrayList<>();
      while (nextElement()) {
        elements.add(any());
      }
      return Collections.unmodifiableList(elements);
    }
    if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return token == JsonToken.VALUE_TRUE;
    }
    return token == JsonToken.VALUE_STRING ? text() : number();
  }

  /** Returns the value of a member that the API always sends. */
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
    return new MalformedJsonException(
        parser.place() + " is " + describe(token) + ", expected " + expected);
  }

  /** Describes a value without its content, except for numbers and names of them. */
  private String describe(JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING ->
          NAMES.contains(parser.getText()) ? "'" + parser.getText() + "'" : "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          parser.getTextLength() > MAX_SHOWN_DIGITS ? "a number" : parser.getText();
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
