package io.pinelink.local.serverapi;

import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.shaded.com.fasterxml.jackson.core.JacksonException;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** A JSON object in the body of a call, which refuses members by their path and value. */
public final class JsonBody {
  private static final double NANOS = 1e9;

  private final JsonNode object;
  private final String path;

  private JsonBody(JsonNode object, String path) {
    this.object = object;
    this.path = path;
  }

  static JsonBody parse(byte[] body) {
    JsonNode parsed;
    try {
      parsed = PlainJson.MAPPER.readTree(body);
    } catch (JacksonException e) {
      throw ApiRefusal.invalidBody(null, "body is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw ApiRefusal.invalidBody(null, "body is not JSON: " + e.getMessage());
    }
    if (!parsed.isObject()) {
      throw ApiRefusal.invalidBody(
          parsed.isMissingNode() ? null : parsed, "body is not a JSON object");
    }
    return new JsonBody(parsed, "");
  }

  /** Returns the object as it is. */
  public JsonNode node() {
    return object;
  }

  /** Returns the names of all members, in order. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Refuses members with other names than the given ones. */
  public JsonBody only(String... names) {
    Set<String> known = new TreeSet<>(List.of(names));
    for (String name : names()) {
      if (!known.contains(name)) {
        throw refused(name, "is unknown, expected one of " + known);
      }
    }
    return this;
  }

  /** Returns whether a member is present, null or not. */
  public boolean has(String name) {
    return object.has(name);
  }

  /** Returns the refusal of the value of a member: its path, then the text. */
  public ApiRefusal refused(String name, String text) {
    String member = path.isEmpty() ? name : path + "." + name;
    return ApiRefusal.invalid(member, object.get(name), member + " " + text);
  }

  /** Refuses a member with the message of an exception. */
  public ApiRefusal refused(String name, IllegalArgumentException cause) {
    String member = path.isEmpty() ? name : path + "." + name;
    return ApiRefusal.invalid(member, object.get(name), String.valueOf(cause.getMessage()));
  }

  private ApiRefusal expected(String name, String expected) {
    return refused(
        name,
        has(name)
            ? "is " + object.get(name) + ", expected " + expected
            : "is missing: " + expected);
  }

  public String requiredText(String name) {
    if (!object.path(name).isTextual()) {
      throw expected(name, "a string");
    }
    return object.get(name).textValue();
  }

  public boolean requiredFlag(String name) {
    if (!object.path(name).isBoolean()) {
      throw expected(name, "true or false");
    }
    return object.get(name).booleanValue();
  }

  /** Returns whether a member is true; one that is present must be true. */
  public boolean isTrue(String name) {
    if (has(name) && !(object.get(name).isBoolean() && object.get(name).booleanValue())) {
      throw expected(name, "true");
    }
    return has(name);
  }

  public OptionalInt integer(String name, int min, int max) {
    return has(name) ? OptionalInt.of(requiredInteger(name, min, max)) : OptionalInt.empty();
  }

  public int requiredInteger(String name, int min, int max) {
    JsonNode value = object.path(name);
    if (!value.isInt() || value.intValue() < min || value.intValue() > max) {
      throw expected(name, min + " to " + max);
    }
    return value.intValue();
  }

  /** Returns a duration, which is a number of seconds with or without a fraction. */
  public Optional<Duration> seconds(String name, long max) {
    if (!has(name)) {
      return Optional.empty();
    }
    JsonNode value = object.get(name);
    if (!value.isNumber() || !(value.doubleValue() >= 0 && value.doubleValue() <= max)) {
      throw expected(name, "0 to " + max + " seconds");
    }
    long whole = (long) value.doubleValue();
    return Optional.of(
        Duration.ofSeconds(whole, Math.round((value.doubleValue() - whole) * NANOS)));
  }

  /** Returns a time in the form of ISO 8601. */
  public Optional<Instant> time(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(object.get(name).asText()));
    } catch (DateTimeException e) {
      throw expected(name, "a time such as 2026-01-31T12:00:00Z");
    }
  }

  /** Returns a member that is an object; empty if it is missing. */
  public Optional<JsonBody> object(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    if (!object.get(name).isObject()) {
      throw expected(name, "an object");
    }
    return Optional.of(new JsonBody(object.get(name), path.isEmpty() ? name : path + "." + name));
  }
}
