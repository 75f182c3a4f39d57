package io.pinelink.rest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The entry point for reading and writing JSON as a stream, with the library's fast number code.
 */
public final class Json {
  /** The limit above which neighbouring integers are the same double. */
  private static final double MAX_EXACT = 1L << 53;

  /** The maximum nesting depth: reading is recursive, and the stack of a thread may be small. */
  static final int MAX_DEPTH = 200;

  private static final FloatArrayFactory FACTORY =
      new FloatArrayFactory(
          combiningSurrogates(new JsonFactoryBuilder())
              .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
              .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
              .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
              // Ids are member names in some responses: interning them would fill the JVM's table.
              .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
              // A body with several values has one on each line.
              .rootValueSeparator("\n")
              // The parser's error messages must not quote the response.
              .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build()));

  private Json() {}

  /**
   * Enables a feature that Jackson has since 2.18. Without it, a character beyond 16 bits takes
   * twelve bytes instead of four.
   */
  private static JsonFactoryBuilder combiningSurrogates(JsonFactoryBuilder builder) {
    for (JsonWriteFeature feature : JsonWriteFeature.values()) {
      if (feature.name().equals("COMBINE_UNICODE_SURROGATES_IN_UTF8")) {
        builder.enable(feature);
      }
    }
    return builder;
  }

  /**
   * Returns a reader at the start of a body.
   *
   * @param abandoned whether no caller waits for the result any more
   */
  public static JsonReader reader(ResponseBuffer body, BooleanSupplier abandoned)
      throws IOException {
    return new JsonReader(FACTORY.parser(body.open()), body.length(), abandoned);
  }

  /** Returns a reader at the start of a stream, whose length is not known. */
  public static JsonReader reader(InputStream in) throws IOException {
    return new JsonReader(FACTORY.parser(in), 0, () -> false);
  }

  /** Returns a reader at the start of an array. */
  public static JsonReader reader(byte[] bytes) throws IOException {
    return new JsonReader(FACTORY.parser(bytes), bytes.length, () -> false);
  }

  /** Writes a value of the models: a String, Double, Boolean, null, or a List or Map of these. */
  public static void writeValue(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> member : map.entrySet()) {
        json.writeFieldName(String.valueOf(member.getKey()));
        writeValue(json, member.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        writeValue(json, element);
      }
      json.writeEndArray();
    } else if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value instanceof Double number) {
      writeNumber(json, number);
    } else {
      json.writeNull();
    }
  }

  /**
   * Writes whole numbers without a fraction, since a reader that expects an integer may reject
   * 384.0. The value -0.0 keeps its fraction.
   */
  private static void writeNumber(JsonGenerator json, double number) throws IOException {
    long whole = (long) number;
    if (Double.compare((double) whole, number) == 0 && Math.abs(number) <= MAX_EXACT) {
      json.writeNumber(whole);
    } else {
      json.writeNumber(number);
    }
  }

  /** Writes an array of finite floats, in the format of the request. */
  public static void writeFloats(JsonGenerator json, int count, FloatAt values) throws IOException {
    json.writeStartArray();
    json.flush();
    ((FloatSink) json.getOutputTarget()).floats(count, values);
    json.writeEndArray();
  }

  /** Returns the length of the body in bytes, by writing it without keeping the result. */
  public static long length(JsonWriter body) throws IOException {
    return counted(body, new ByteCount(FloatLists::length));
  }

  /**
   * Returns an upper bound of the length of the body in bytes. It does not format floats, which
   * takes most of the time of {@link #length}, and is exact for everything else.
   */
  public static long lengthBound(JsonWriter body) throws IOException {
    return counted(body, new ByteCount(FloatLengthBound::of));
  }

  private static long counted(JsonWriter body, ByteCount count) throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(count)) {
      body.writeTo(json);
    }
    return count.bytes();
  }

  /** Writes the body into chunks of the pool; the caller must release them. */
  public static RequestBuffer write(JsonWriter body, ChunkPool pool) throws IOException {
    RequestBuffer bytes = new RequestBuffer(pool);
    boolean written = false;
    try {
      try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
        body.writeTo(json);
      }
      written = true;
      return bytes;
    } finally {
      if (!written) {
        bytes.release();
      }
    }
  }
}
