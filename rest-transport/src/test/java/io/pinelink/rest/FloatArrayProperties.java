package io.pinelink.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.pinelink.rest.json.Json;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.MalformedJsonException;
import io.pinelink.rest.json.NumberArrays;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Arrays read directly from the buffer have the same values as those read by the library's tokens.
 */
class FloatArrayProperties {
  private static final int CASES = Integer.getInteger("pinelink.cases", 20_000);
  private static final String[] PIECES = {
    "0",
    "1",
    "9",
    "12",
    "0.5",
    "-",
    "+",
    ".",
    "e",
    "E",
    "e5",
    "E-7",
    "1.25e3",
    "-0",
    "-0.0",
    "00",
    "0.12345678",
    "-9.876543210123,",
    "123456789012345678901234567890",
    "0.1234567890123456789",
    "1e99",
    "1e-99",
    "1e400",
    "1e-400",
    "3.4028235e38",
    "1.17549435E-38",
    "1e123456",
    ",",
    ",",
    ",",
    ",",
    "]",
    "[",
    " ",
    "\n",
    "\t",
    "null",
    "true",
    "\"1.5\"",
    "\"\"",
    "x",
    "{}",
    "\u0000",
    "ä"
  };

  /** The fast path for usual numbers ends this far before the end of the buffer. */
  private static final String ROOM = " ".repeat(32);

  private final long seed = new SplittableRandom().nextLong();
  private final SplittableRandom random = new SplittableRandom(seed);

  @Test
  void anyArrayIsReadOrRefusedAsByTokens() {
    int taken = 0;
    for (int i = 0; i < CASES; i++) {
      String json = array();
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      Object expected = outcome(bytes, FloatArrayProperties::byTokens);
      assertThat(outcome(bytes, FloatArrayProperties::fast))
          .describedAs("%s, seed %d", json, seed)
          .isEqualTo(expected);
      assertThat(outcome(bytes, FloatArrayProperties::inDrops))
          .describedAs("%s in drops, seed %d", json, seed)
          .isEqualTo(expected);
      taken += expected instanceof List ? 1 : 0;
    }
    assertThat(taken).as("arrays that were valid").isGreaterThan(CASES / 20);
  }

  @Test
  void anyByteWithinNumbersIsReadOrRefusedAsByTokens() {
    byte[] usual =
        "{\"v\":[0.5,-0.0123456789,1.25E-4,0.1234567,-2.5e-9,0.12345678901234567890,"
            .concat("0.125,7,-128,0,-0,1234567,12345678,0.25],\"w\":1}")
            .concat(ROOM)
            .getBytes(StandardCharsets.ISO_8859_1);
    int taken = 0;
    for (int at = 6; at < usual.length - ROOM.length(); at++) {
      for (int other = 0; other < 256; other++) {
        byte[] json = usual.clone();
        json[at] = (byte) other;
        Object expected = outcome(json, FloatArrayProperties::byTokens);
        assertThat(outcome(json, FloatArrayProperties::fast))
            .describedAs("byte %d at %d", other, at)
            .isEqualTo(expected);
        taken += expected instanceof List ? 1 : 0;
      }
    }
    assertThat(taken).as("arrays that were valid").isGreaterThan(usual.length);
  }

  private String array() {
    StringBuilder json = new StringBuilder("{\"v\":[");
    int pieces = random.nextInt(8);
    for (int i = 0; i < pieces; i++) {
      json.append(PIECES[random.nextInt(PIECES.length)]);
    }
    json.append(random.nextInt(20) == 0 ? "" : "],\"w\":1}");
    return (random.nextBoolean() ? json : json.append(ROOM)).toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[01]",
        "[01,1]",
        "[-01,1]",
        "[-,1]",
        "[1x,1]",
        "[1 2,1]",
        "[-01]",
        "[1.]",
        "[.5]",
        "[-]",
        "[--1]",
        "[+1]",
        "[1e]",
        "[1e+]",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1;2]",
        "[1",
        "[1,",
        "[1.5",
        "[1x]",
        "[NaN]",
        "[0x1]",
        "[1.2.3]",
        "[1]]",
        "[1}",
        "[0.5,]",
        "[0.5,,0.5]",
        "[0.5 0.5]",
        "[0.5,x]",
        "[00.5]",
        "[0.5;0.5]",
        "[0.5,.5]",
        "[0.,1]",
        "[1.e-4,1]",
        "[1.5e-,1]",
        "[1.5-4,1]",
        "[0.5,\u00000.5,1]"
      })
  void valuesOtherThanArraysOfNumbersAreRefused(String json) {
    for (InputStream in : List.of(stream(json), stream(json + ROOM), drops(json))) {
      assertThatThrownBy(
              () -> {
                try (JsonReader reader = Json.reader(in)) {
                  new NumberArrays(reader).floats();
                  reader.nextElement();
                }
              })
          .isInstanceOf(JsonProcessingException.class);
    }
  }

  @Test
  void numbersAreLimitedInLength() {
    String json = "[" + "1".repeat(2_000) + "]";

    assertThatThrownBy(() -> new NumberArrays(Json.reader(stream(json))).floats())
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining("exceeds the maximum");
  }

  @Test
  void valuesAfterAnArrayAreReadAsUsual() throws IOException {
    String json = "[ 1 , 2.5e0 ,\"3\", 4 ]";
    for (InputStream in : List.of(stream(json), drops(json))) {
      try (JsonReader reader = Json.reader(in)) {
        assertThat(new NumberArrays(reader).floats()).containsExactly(1, 2.5f, 3, 4);
      }
    }
  }

  /** Returns bits, since zeros have a sign, or a marker that there was no result. */
  private static Object outcome(byte[] json, Reading reading) {
    try {
      return reading.of(json);
    } catch (JsonProcessingException | MalformedJsonException e) {
      return "refused";
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @FunctionalInterface
  private interface Reading {
    List<Object> of(byte[] json) throws IOException;
  }

  private static List<Object> fast(byte[] json) throws IOException {
    return fast(Json.reader(json));
  }

  private static List<Object> inDrops(byte[] json) throws IOException {
    return fast(Json.reader(drops(json)));
  }

  private static List<Object> fast(JsonReader reader) throws IOException {
    List<Object> read = new ArrayList<>();
    try (reader) {
      enter(reader);
      for (float value : new NumberArrays(reader).floats()) {
        read.add(value);
      }
      read.add(reader.nextMember() + reader.count());
    }
    return read;
  }

  private static List<Object> byTokens(byte[] json) throws IOException {
    List<Object> read = new ArrayList<>();
    try (JsonReader reader = Json.reader(new ByteArrayInputStream(json))) {
      enter(reader);
      reader.enterArray();
      while (reader.nextElement()) {
        read.add(reader.float32());
      }
      read.add(reader.nextMember() + reader.count());
    }
    return read;
  }

  private static void enter(JsonReader reader) throws IOException {
    assertThat(reader.enterObject()).isTrue();
    assertThat(reader.nextMember()).isEqualTo("v");
  }

  private static InputStream stream(String json) {
    return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
  }

  private static InputStream drops(String json) {
    return drops(json.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns one byte at a time, so that every number crosses the end of the buffer. */
  private static InputStream drops(byte[] json) {
    return new ByteArrayInputStream(json) {
      @Override
      public synchronized int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(1, length));
      }
    };
  }
}
