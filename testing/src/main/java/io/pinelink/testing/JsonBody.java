package io.pinelink.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A JSON object of a control-plane request; what does not fit the schema is refused with 422. */
final class JsonBody {
  private final JsonNode object;
  private final String path;

  private JsonBody(JsonNode object, String path) {
    if (!object.isObject()) {
      throw ControlException.unprocessable(
          (path.isEmpty() ? "body" : path) + ": invalid type, expected an object");
    }
    this.object = object;
    this.path = path;
  }

  static JsonBody parse(byte[] body) {
    try {
      return new JsonBody(Json.MAPPER.readTree(body), "");
    } catch (IOException e) {
      throw ControlException.invalid("Failed to parse the request body as JSON");
    }
  }

  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    object.properties().forEach(member -> names.add(member.getKey()));
    return names;
  }

  /** Whether the member is there and not null. */
  boolean has(String name) {
    return object.hasNonNull(name);
  }

  String requiredText(String name) {
    return text(name).orElseThrow(() -> missing(name));
  }

  Optional<String> text(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    JsonNode value = object.get(name);
    if (!value.isTextual()) {
      throw wrongType(name, "a string");
    }
    return Optional.of(value.textValue());
  }

  /** A member that is a list of strings. */
  List<String> textList(String name) {
    List<String> texts = new ArrayList<>();
    JsonNode list = object.path(name);
    if (!list.isArray()) {
      throw wrongType(name, "a list");
    }
    for (JsonNode element : list) {
      if (!element.isTextual()) {
        throw wrongType(name, "a list of strings");
      }
      texts.add(element.textValue());
    }
    return texts;
  }

  OptionalInt integer(String name) {
    if (!has(name)) {
      return OptionalInt.empty();
    }
    JsonNode value = object.get(name);
    if (!value.isInt()) {
      throw wrongType(name, "an integer");
    }
    return OptionalInt.of(value.intValue());
  }

  /** The member if it is the boolean true. */
  boolean isTrue(String name) {
    return object.path(name).isBoolean() && object.path(name).booleanValue();
  }

  JsonBody requiredObject(String name) {
    return object(name).orElseThrow(() -> missing(name));
  }

  Optional<JsonBody> object(String name) {
    return has(name) ? Optional.of(new JsonBody(object.get(name), member(name))) : Optional.empty();
  }

  /** A member whose own members are all strings; empty if it is absent. */
  Map<String, String> texts(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    object(name)
        .ifPresent(
            members -> members.names().forEach(key -> texts.put(key, members.requiredText(key))));
    return texts;
  }

  /** The members of a member, whatever they are, with all numbers as doubles; none if absent. */
  Map<String, @Nullable Object> values(String name) {
    return object(name).map(body -> Json.members(body.object)).orElseGet(Map::of);
  }

  /** A member that is one of a few words. */
  Optional<String> oneOf(String name, Set<String> words) {
    Optional<String> word = text(name);
    if (word.isPresent() && !words.contains(word.get())) {
      throw ControlException.unprocessable(
          member(name) + ": unknown variant `" + word.get() + "`, expected one of " + words);
    }
    return word;
  }

  /** The name of the only member, which must be one of these. */
  String onlyMember(Set<String> allowed) {
    Set<String> names = names();
    if (names.size() != 1 || !allowed.containsAll(names)) {
      throw ControlException.unprocessable(
          path + ": expected exactly one of " + allowed + ", got " + names);
    }
    return names.iterator().next();
  }

  private ControlException missing(String name) {
    return ControlException.unprocessable("missing field `" + member(name) + "`");
  }

  private ControlException wrongType(String name, String expected) {
    return ControlException.unprocessable(member(name) + ": invalid type, expected " + expected);
  }

  private String member(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
