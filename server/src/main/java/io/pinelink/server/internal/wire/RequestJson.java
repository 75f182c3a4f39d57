package io.pinelink.server.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of a request. Schema violations are refused with 422, in the admin API with 400.
 */
public final class RequestJson {
  private final JsonNode object;
  private final String path;
  private final Function<String, ControlException> violation;

  private RequestJson(JsonNode object, String path, Function<String, ControlException> violation) {
    if (!object.isObject()) {
      throw violation.apply(
          (path.isEmpty() ? "body" : path) + ": invalid type, expected an object");
    }
    this.object = object;
    this.path = path;
    this.violation = violation;
  }

  /** Parses the body of a request; an empty body is an empty object. */
  public static RequestJson parseOptional(byte[] body) {
    return body.length == 0 ? of(PlainJson.object()) : parse(body);
  }

  /** Returns a body that was parsed before. */
  public static RequestJson of(ObjectNode body) {
    return new RequestJson(body, "", ControlException::unprocessable);
  }

  public static RequestJson parse(byte[] body) {
    return parse(body, ControlException::unprocessable);
  }

  /** Parses the body of a call to the admin API, which does not document status 422. */
  public static RequestJson parseAdmin(byte[] body) {
    return parse(body, ControlException::invalid);
  }

  private static RequestJson parse(byte[] body, Function<String, ControlException> violation) {
    try {
      return new RequestJson(PlainJson.MAPPER.readTree(body), "", violation);
    } catch (MismatchedInputException e) {
      throw ControlException.invalid(
          "Failed to parse the request body as JSON: a field occurs twice, or text follows the"
              + " value");
    } catch (IOException e) {
      throw ControlException.invalid("Failed to parse the request body as JSON");
    }
  }

  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    object.properties().forEach(member -> names.add(member.getKey()));
    return names;
  }

  /** Refuses members, also those that are null, whose names are not among the given ones. */
  public void checkNames(Set<String> known) {
    for (String name : names()) {
      if (!known.contains(name)) {
        throw ControlException.invalid(
            "Unknown field `" + member(name) + "`, expected one of " + new TreeSet<>(known));
      }
    }
  }

  /** Returns whether a member is present and not null. */
  public boolean has(String name) {
    return object.hasNonNull(name);
  }

  public String requiredText(String name) {
    return text(name).orElseThrow(() -> missing(name));
  }

  public Optional<String> text(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    JsonNode value = object.get(name);
    if (!value.isTextual()) {
      throw wrongType(name, "a string");
    }
    return Optional.of(value.textValue());
  }

  public OptionalInt integer(String name) {
    if (!has(name)) {
      return OptionalInt.empty();
    }
    JsonNode value = object.get(name);
    if (!value.isInt()) {
      throw wrongType(name, "an integer");
    }
    return OptionalInt.of(value.intValue());
  }

  public Optional<Boolean> bool(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    if (!object.get(name).isBoolean()) {
      throw wrongType(name, "a boolean");
    }
    return Optional.of(object.get(name).booleanValue());
  }

  public int requiredInteger(String name) {
    return integer(name).orElseThrow(() -> missing(name));
  }

  /** Returns whether a member is the boolean true. */
  public boolean isTrue(String name) {
    return object.path(name).isBoolean() && object.path(name).booleanValue();
  }

  public RequestJson requiredObject(String name) {
    return object(name).orElseThrow(() -> missing(name));
  }

  public Optional<RequestJson> object(String name) {
    return has(name)
        ? Optional.of(new RequestJson(object.get(name), member(name), violation))
        : Optional.empty();
  }

  /** Returns the members of a member, all strings; empty if it is absent. */
  public Map<String, String> texts(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    object(name)
        .ifPresent(
            members -> members.names().forEach(key -> texts.put(key, members.requiredText(key))));
    return texts;
  }

  /** Returns the elements of a member, all objects; empty if it is absent. */
  public List<RequestJson> objects(String name) {
    List<RequestJson> objects = new ArrayList<>();
    for (JsonNode element : array(name)) {
      objects.add(new RequestJson(element, member(name) + "[" + objects.size() + "]", violation));
    }
    return objects;
  }

  /** Returns the elements of a member, all strings; empty if it is absent. */
  public List<String> textList(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : array(name)) {
      if (!element.isTextual()) {
        throw wrongType(name, "an array of strings");
      }
      texts.add(element.textValue());
    }
    return texts;
  }

  /** Returns the elements of a member, all numbers; empty if it is absent. */
  public double[] numbers(String name) {
    JsonNode array = array(name);
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!array.get(i).isNumber()) {
        throw wrongType(name, "an array of numbers");
      }
      numbers[i] = PlainJson.finite(array.get(i));
    }
    return numbers;
  }

  private JsonNode array(String name) {
    JsonNode array = has(name) ? object.get(name) : PlainJson.MAPPER.createArrayNode();
    if (!array.isArray()) {
      throw wrongType(name, "an array");
    }
    return array;
  }

  /** Returns all members as plain values; numbers are doubles. */
  public Map<String, @Nullable Object> members() {
    return PlainJson.members(object);
  }

  /** Returns the members of a member as plain values; numbers are doubles. Empty if absent. */
  public Map<String, @Nullable Object> values(String name) {
    return object(name).map(RequestJson::members).orElseGet(Map::of);
  }

  /** Returns a member that must be one of the given words; empty if it is absent. */
  public Optional<String> oneOf(String name, Set<String> words) {
    Optional<String> word = text(name);
    if (word.isPresent() && !words.contains(word.get())) {
      throw violation.apply(
          member(name) + ": unknown variant `" + word.get() + "`, expected one of " + words);
    }
    return word;
  }

  /** Returns the name of the only member, which must be one of the allowed names. */
  public String onlyMember(Set<String> allowed) {
    Set<String> names = names();
    if (names.size() != 1 || !allowed.containsAll(names)) {
      throw violation.apply(path + ": expected exactly one of " + allowed + ", got " + names);
    }
    return names.iterator().next();
  }

  private ControlException missing(String name) {
    return violation.apply("missing field `" + member(name) + "`");
  }

  private ControlException wrongType(String name, String expected) {
    return violation.apply(member(name) + ": invalid type, expected " + expected);
  }

  private String member(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
