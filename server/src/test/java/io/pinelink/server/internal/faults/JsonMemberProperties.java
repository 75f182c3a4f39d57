package io.pinelink.server.internal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pinelink.server.internal.wire.PlainJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Compares the search of a member with a parser. */
class JsonMemberProperties {
  private static final int RUNS = 5_000;
  private static final String NAME = "namespace";

  private static final List<String> NAMES =
      List.of(NAME, "name\\u0073pace", "Namespace", "namespace2", "vectors", "", "\\\"", "ä");
  private static final List<String> STRINGS =
      List.of(
          "", "a", "ä€😀", "\\\"", "\\\\", "\\u00e4\\n", "]}", "{[", ",\\\"namespace\\\":\\\"b");
  private static final List<String> SCALARS =
      List.of("0", "-1.5e-7", "true", "false", "null", "12345678901234567890");
  private static final List<String> SPACES = List.of("", "", "", " ", "\n\t", "\r\n ");

  /** Finds a member with the parser, which reads everything before it. */
  private static Optional<String> parsed(byte[] json) {
    try (JsonParser in = PlainJson.MAPPER.createParser(json)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      for (String next = in.nextFieldName(); next != null; next = in.nextFieldName()) {
        JsonToken value = in.nextToken();
        if (next.equals(NAME)) {
          return value == JsonToken.VALUE_STRING ? Optional.of(in.getText()) : Optional.empty();
        }
        in.skipChildren();
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String any(SplittableRandom random, List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }

  private static String spaced(SplittableRandom random, String text) {
    return any(random, SPACES) + text + any(random, SPACES);
  }

  private static String value(SplittableRandom random, int depth) {
    String value =
        switch (random.nextInt(depth == 0 ? 2 : 4)) {
          case 0 -> "\"" + any(random, STRINGS) + "\"";
          case 1 -> any(random, SCALARS);
          case 2 -> object(random, depth - 1);
          default -> array(random, depth - 1);
        };
    return spaced(random, value);
  }

  private static String object(SplittableRandom random, int depth) {
    StringBuilder object = new StringBuilder("{");
    int members = random.nextInt(5);
    for (int i = 0; i < members; i++) {
      object
          .append(i == 0 ? "" : ",")
          .append(spaced(random, "\"" + any(random, NAMES) + "\""))
          .append(':')
          .append(value(random, depth));
    }
    return object.append(members == 0 ? any(random, SPACES) : "").append('}').toString();
  }

  private static String array(SplittableRandom random, int depth) {
    StringBuilder array = new StringBuilder("[");
    int elements = random.nextInt(5);
    for (int i = 0; i < elements; i++) {
      array.append(i == 0 ? "" : ",").append(value(random, depth));
    }
    return array.append(']').toString();
  }

  @Test
  void theMemberOfAnObjectIsFoundAsByAParser() {
    int found = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      String json = spaced(random, random.nextInt(20) == 0 ? value(random, 2) : object(random, 3));
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      Optional<String> expected = parsed(body);
      found += expected.isPresent() ? 1 : 0;

      assertThat(JsonMember.text(body, NAME)).as("seed %d: %s", seed, json).isEqualTo(expected);
    }
    assertThat(found).isGreaterThan(RUNS / 20);
  }

  @Test
  void membersThatAParserFindsInBrokenJsonAreFound() {
    int found = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] whole = object(random, 3).getBytes(StandardCharsets.UTF_8);
      byte[] body = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
      for (int i = random.nextInt(3); i > 0 && body.length > 0; i--) {
        body[random.nextInt(body.length)] = (byte) "\"\\{}[],: 1a".charAt(random.nextInt(11));
      }
      Optional<String> expected = parsed(body);
      Optional<String> actual = JsonMember.text(body, NAME);
      found += expected.isPresent() ? 1 : 0;

      if (expected.isPresent()) {
        assertThat(actual).as("seed %d", seed).isEqualTo(expected);
      }
    }
    assertThat(found).isGreaterThan(RUNS / 50);
  }

  @Test
  void aMemberBehindAnInvalidNumberIsFound() {
    String json = "{\"vectors\":[{\"values\":[NaN,1..5]}],\"namespace\":\"a\"}";

    assertThat(JsonMember.text(json.getBytes(StandardCharsets.UTF_8), NAME)).contains("a");
  }
}
