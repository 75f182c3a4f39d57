package io.pinelink.cli.output;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The facts that a command prints about one thing, in order, for {@link OutputOptions#printFacts}.
 * Values that are empty are null in JSON and left out of text.
 */
public final class ResultFacts {
  private final Map<String, @Nullable Object> facts = new LinkedHashMap<>();

  /** Adds a fact: text, a number, a boolean, a map, a list, an optional of those, or any object. */
  public ResultFacts put(String name, @Nullable Object value) {
    facts.put(name, plain(value));
    return this;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.isPresent() ? plain(optional.get()) : null;
    }
    if (value instanceof OptionalInt number) {
      return number.isPresent() ? number.getAsInt() : null;
    }
    if (value instanceof OptionalLong number) {
      return number.isPresent() ? number.getAsLong() : null;
    }
    if (value instanceof OptionalDouble number) {
      return number.isPresent() ? number.getAsDouble() : null;
    }
    return value == null
            || value instanceof String
            || value instanceof Number
            || value instanceof Boolean
            || value instanceof Map
            || value instanceof List
        ? value
        : value instanceof Instant time ? time.toString() : String.valueOf(value);
  }

  /** Returns the facts for JSON and text. */
  public Map<String, @Nullable Object> asMap() {
    return facts;
  }
}
