package io.pinelink.server.internal.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A streaming reader of the JSON of data-plane requests. It builds no tree: numbers are read
 * directly into arrays. Invalid input is refused with {@code INVALID_ARGUMENT}.
 *
 * <p>Each method reads the complete value at the current position.
 */
public final class JsonStreamReader {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER).build();

  private static final long MAX_UINT32 = 0xFFFF_FFFFL;
  private static final int FIRST_CAPACITY = 64;

  /** The usual number of members of an object with known names. */
  private static final int FEW_MEMBERS = 8;

  /** The number of names that are compared; no message has as many fields. */
  private static final int MAX_CHECKED = 32;

  /** The limit up to which a double represents all whole numbers. */
  private static final double MAX_EXACT = 1L << 53;

  private final JsonParser in;

  /** The member that is being read, for messages. */
  private String member = "body";

  private JsonStreamReader(JsonParser in) {
    this.in = in;
  }

  /** Reads a body that is one object. */
  public static void read(byte[] body, Members members) {
    try (JsonParser in = FACTORY.createParser(body)) {
      JsonStreamReader reader = new JsonStreamReader(in);
      in.nextToken();
      reader.object(members);
      if (in.nextToken() != null) {
        throw RpcException.invalid("Request body has more than one JSON value");
      }
    } catch (JsonProcessingException e) {
      throw notJson(e.getOriginalMessage());
    } catch (IOException e) {
      // The body is in memory, so the cause can only be its encoding.
      throw notJson(e.getMessage());
    }
  }

  private static RpcException notJson(@Nullable String why) {
    return RpcException.invalid("Failed to parse the request body as JSON: " + why);
  }

  /** A callback that reads the members of an object. */
  @FunctionalInterface
  public interface Members {
    /**
     * Reads or skips the value of one member, which is never null.
     *
     * @param name the name in camelCase, independent of the spelling in the request
     */
    public void read(String name, JsonStreamReader in) throws IOException;
  }

  /** Reads an object with known member names; members that are null are ignored. */
  public void object(Members members) throws IOException {
    expect(JsonToken.START_OBJECT, "an object");
    List<String> names = new ArrayList<>(FEW_MEMBERS);
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      String camelCase = camelCase(name);
      if (names.contains(camelCase)) {
        throw repeated(name);
      }
      if (names.size() < MAX_CHECKED) {
        names.add(camelCase);
      }
      if (in.nextToken() != JsonToken.VALUE_NULL) {
        member = name;
        members.read(camelCase, this);
      }
    }
  }

  /** Reads an object with arbitrary member names. */
  public <T> Map<String, T> map(Element<T> value) throws IOException {
    expect(JsonToken.START_OBJECT, "an object");
    Map<String, T> map = new LinkedHashMap<>();
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      in.nextToken();
      if (map.containsKey(name)) {
        throw repeated(name);
      }
      map.put(name, value.read(this));
    }
    return map;
  }

  /** A callback that reads one of several values. */
  @FunctionalInterface
  public interface Element<T> {
    public T read(JsonStreamReader in) throws IOException;
  }

  public <T> List<T> list(Element<T> element) throws IOException {
    expect(JsonToken.START_ARRAY, "an array");
    List<T> list = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      list.add(element.read(this));
    }
    return list;
  }

  /** Reads an array of floats, each rounded to the float nearest to its decimal text. */
  public float[] floats() throws IOException {
    expect(JsonToken.START_ARRAY, "an array of numbers");
    float[] floats = new float[FIRST_CAPACITY];
    int size = 0;
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (size == floats.length) {
        floats = Arrays.copyOf(floats, size * 2);
      }
      floats[size++] = number();
    }
    return Arrays.copyOf(floats, size);
  }

  /** Reads the float nearest to the decimal text. */
  public float number() throws IOException {
    if (!in.currentToken().isNumeric()) {
      throw unexpected("a number");
    }
    float value = in.getFloatValue();
    if (Float.isInfinite(value)) {
      throw unexpected("a number within the range of 32-bit floats");
    }
    // Parsed as an integer, zero has no sign.
    return value == 0 && in.getText().startsWith("-") ? -0f : value;
  }

  /** Reads an array of unsigned 32-bit integers. */
  public int[] unsigned() throws IOException {
    expect(JsonToken.START_ARRAY, "an array of integers");
    int[] integers = new int[FIRST_CAPACITY];
    int size = 0;
    while (in.nextToken() != JsonToken.END_ARRAY) {
      long value = integer();
      if (value < 0 || value > MAX_UINT32) {
        throw unexpected("integers from 0 to " + MAX_UINT32);
      }
      if (size == integers.length) {
        integers = Arrays.copyOf(integers, size * 2);
      }
      integers[size++] = (int) value;
    }
    return Arrays.copyOf(integers, size);
  }

  /** Reads an integer, also with a zero fraction or as a string, as protobuf's JSON allows. */
  public long integer() throws IOException {
    if (in.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return in.getLongValue();
    }
    if (in.currentToken() == JsonToken.VALUE_NUMBER_FLOAT
        && in.getDoubleValue() == Math.rint(in.getDoubleValue())
        && Math.abs(in.getDoubleValue()) <= MAX_EXACT) {
      return (long) in.getDoubleValue();
    }
    if (in.currentToken() == JsonToken.VALUE_STRING) {
      try {
        return Long.parseLong(in.getText());
      } catch (NumberFormatException e) {
        throw unexpected("an integer");
      }
    }
    throw unexpected("an integer");
  }

  public boolean bool() throws IOException {
    if (!in.currentToken().isBoolean()) {
      throw unexpected("a boolean");
    }
    return in.getBooleanValue();
  }

  public String text() throws IOException {
    expect(JsonToken.VALUE_STRING, "a string");
    String text = in.getText();
    if (PlainJson.hasHalfPair(text)) {
      throw notJson(PlainJson.HALF_PAIR);
    }
    return text;
  }

  /** Reads an object of arbitrary values, with numbers as Double. */
  public Map<String, @Nullable Object> json() throws IOException {
    expect(JsonToken.START_OBJECT, "an object");
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      in.nextToken();
      if (map.containsKey(name)) {
        throw repeated(name);
      }
      map.put(name, anything());
    }
    return map;
  }

  private List<@Nullable Object> elements() throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      list.add(anything());
    }
    return list;
  }

  private @Nullable Object anything() throws IOException {
    JsonToken token = in.currentToken();
    return switch (token) {
      case START_OBJECT -> json();
      case START_ARRAY -> elements();
      case VALUE_STRING -> text();
      case VALUE_TRUE, VALUE_FALSE -> in.getBooleanValue();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> finite(in.getDoubleValue());
      default -> null;
    };
  }

  private double finite(double number) {
    if (Double.isInfinite(number)) {
      throw unexpected("numbers within the range of 64-bit floats");
    }
    return number;
  }

  public void skip() throws IOException {
    in.skipChildren();
  }

  private void expect(JsonToken token, String expected) throws IOException {
    if (in.currentToken() != token) {
      throw unexpected(expected);
    }
  }

  private static RpcException repeated(String name) {
    return notJson("duplicate field `" + name + "`");
  }

  private RpcException unexpected(String expected) {
    return RpcException.invalid(member + ": expected " + expected);
  }

  /** Converts snake_case names to camelCase: like protobuf's JSON, both spellings are accepted. */
  private static String camelCase(String name) {
    if (name.indexOf('_') < 0) {
      return name;
    }
    StringBuilder camel = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) == '_' && i + 1 < name.length()) {
        camel.append(Character.toUpperCase(name.charAt(++i)));
      } else {
        camel.append(name.charAt(i));
      }
    }
    return camel.toString();
  }
}
