package io.pinelink.server.internal.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.model.Protocol;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.spi.Plane;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of faults. It is strict: an unknown member, a value of another type and a value out of
 * range are refused with a message that names the member and the value.
 */
public final class FaultJson {
  private static final String SEED = "seed";
  private static final String FAULTS = "faults";
  private static final String TYPE = "type";
  private static final String MATCH = "match";
  private static final List<String> SCRIPT_MEMBERS = List.of(SEED, FAULTS);
  private static final List<String> RULE_MEMBERS =
      List.of("name", TYPE, "toxicity", "attributes", MATCH, "after", "times");
  private static final List<String> MATCH_MEMBERS =
      List.of("operations", "index", "namespace", "protocol", "plane", "listener", "host");

  private FaultJson() {}

  /**
   * A seed and rules.
   *
   * @param seed empty if none is given
   */
  public record Script(OptionalLong seed, List<RuleSpec> rules) {}

  /**
   * Parses an object with faults and a seed, an array of faults, or one fault.
   *
   * @throws IllegalArgumentException if the text is not JSON, or a member is not valid
   */
  public static Script parse(String json) {
    JsonNode root;
    try {
      root = PlainJson.MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("faults are not JSON: " + e.getOriginalMessage(), e);
    }
    if (root.isArray()) {
      return new Script(OptionalLong.empty(), rules(root));
    }
    if (root.isObject() && root.has(TYPE)) {
      return new Script(OptionalLong.empty(), List.of(rule("", root)));
    }
    JsonObject script = new JsonObject("", root, SCRIPT_MEMBERS);
    JsonNode faults = script.required(FAULTS);
    if (!faults.isArray()) {
      throw wrong(FAULTS, faults, "an array");
    }
    OptionalLong seed =
        script.has(SEED)
            ? OptionalLong.of(script.whole(SEED, Long.MIN_VALUE, Long.MAX_VALUE))
            : OptionalLong.empty();
    return new Script(seed, rules(faults));
  }

  private static List<RuleSpec> rules(JsonNode array) {
    List<RuleSpec> rules = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode element : array) {
      String place = FAULTS + "[" + rules.size() + "]";
      RuleSpec rule = rule(place + ".", element);
      if (!rule.name().isEmpty() && !names.add(rule.name())) {
        throw new IllegalArgumentException(
            place + ".name is '" + rule.name() + "', which another fault has");
      }
      rules.add(rule);
    }
    return List.copyOf(rules);
  }

  private static RuleSpec rule(String place, JsonNode node) {
    JsonObject rule = new JsonObject(place, node, RULE_MEMBERS);
    String type = rule.text(TYPE, null);
    List<String> types = FaultKind.all().stream().map(FaultKind::type).toList();
    FaultKind kind =
        FaultKind.of(type)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        place
                            + TYPE
                            + " is "
                            + Attribute.shown(type)
                            + ", expected one of "
                            + types));
    FaultSpec fault = FaultSpec.of(kind, place + "attributes.", attributes(rule, place));
    String name = rule.text("name", "");
    if (rule.has("name") && !isName(name)) {
      throw new IllegalArgumentException(
          place + "name is " + Attribute.shown(name) + ", expected 1 to 100 characters");
    }
    double toxicity = rule.has("toxicity") ? rule.fraction("toxicity") : 1;
    long after = rule.has("after") ? rule.whole("after", 0, RuleSpec.MAX_COUNT) : 0;
    long times =
        rule.has("times") ? rule.whole("times", 1, RuleSpec.MAX_COUNT) : RuleSpec.UNLIMITED;
    CallMatcher matcher =
        rule.has(MATCH) ? matcher(place + MATCH + ".", rule.required(MATCH)) : CallMatcher.ALL;
    try {
      return new RuleSpec(name, fault, toxicity, after, times, matcher);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(place + e.getMessage(), e);
    }
  }

  /** Returns whether a text can be the name of a fault. */
  public static boolean isName(String text) {
    return !text.isBlank() && text.length() <= 100;
  }

  private static Map<String, Object> attributes(JsonObject rule, String place) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    if (rule.has("attributes")) {
      JsonNode node = rule.required("attributes");
      if (!node.isObject()) {
        throw wrong(place + "attributes", node, "an object");
      }
      node.properties()
          .forEach(member -> attributes.put(member.getKey(), value(member.getValue())));
    }
    return attributes;
  }

  /** Returns a value as {@link Attribute#checked} takes it; others stay JSON for its message. */
  private static Object value(JsonNode node) {
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return node.longValue();
    }
    if (node.isTextual()) {
      return node.textValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isArray()) {
      List<Object> elements = new ArrayList<>();
      node.forEach(element -> elements.add(value(element)));
      return elements;
    }
    return node;
  }

  private static CallMatcher matcher(String place, JsonNode node) {
    JsonObject match = new JsonObject(place, node, MATCH_MEMBERS);
    return new CallMatcher(
        operations(match, place),
        match.name("index"),
        match.has("namespace") ? match.text("namespace", "") : null,
        match.constant("protocol", Protocol.values()),
        match.constant("plane", Plane.values()),
        match.constant("listener", ListenerRole.values()),
        match.name("host"));
  }

  private static Set<String> operations(JsonObject match, String place) {
    if (!match.has("operations")) {
      return Set.of();
    }
    JsonNode node = match.required("operations");
    if (!node.isArray() || node.isEmpty()) {
      throw wrong(place + "operations", node, "an array of names of operations");
    }
    Set<String> operations = new LinkedHashSet<>();
    for (JsonNode element : node) {
      if (!element.isTextual() || element.textValue().isEmpty()) {
        throw wrong(
            place + "operations[" + operations.size() + "]", element, "the name of an operation");
      }
      operations.add(element.textValue());
    }
    return operations;
  }

  private static IllegalArgumentException wrong(String place, JsonNode value, String expected) {
    return new IllegalArgumentException(place + " is " + shown(value) + ", expected " + expected);
  }

  private static String shown(JsonNode value) {
    return Attribute.shown(value.isTextual() ? value.textValue() : value);
  }

  /** Returns a rule as JSON; what has its default is left out. */
  public static ObjectNode object(RuleSpec rule) {
    ObjectNode json = PlainJson.object();
    if (!rule.name().isEmpty()) {
      json.put("name", rule.name());
    }
    json.put(TYPE, rule.fault().kind().type());
    if (rule.toxicity() != 1) {
      json.put("toxicity", rule.toxicity());
    }
    if (!rule.fault().attributes().isEmpty()) {
      ObjectNode attributes = json.putObject("attributes");
      rule.fault()
          .attributes()
          .forEach((name, value) -> attributes.set(name, PlainJson.MAPPER.valueToTree(value)));
    }
    if (!rule.matcher().equals(CallMatcher.ALL)) {
      json.set(MATCH, object(rule.matcher()));
    }
    if (rule.after() != 0) {
      json.put("after", rule.after());
    }
    if (rule.times() != RuleSpec.UNLIMITED) {
      json.put("times", rule.times());
    }
    return json;
  }

  private static ObjectNode object(CallMatcher matcher) {
    ObjectNode json = PlainJson.object();
    if (!matcher.operations().isEmpty()) {
      ArrayNode operations = json.putArray("operations");
      matcher.operations().stream().sorted().forEach(operations::add);
    }
    put(json, "index", matcher.index());
    if (matcher.namespace() != null) {
      json.put("namespace", matcher.namespace());
    }
    put(json, "protocol", word(matcher.protocol()));
    put(json, "plane", word(matcher.plane()));
    put(json, "listener", word(matcher.listener()));
    put(json, "host", matcher.host());
    return json;
  }

  private static void put(ObjectNode json, String name, String value) {
    if (!value.isEmpty()) {
      json.put(name, value);
    }
  }

  private static String word(@Nullable Enum<?> constant) {
    return constant == null ? "" : constant.name().toLowerCase(Locale.ROOT);
  }

  /** Returns a script of rules as JSON, with or without a seed. */
  public static String text(OptionalLong seed, List<ObjectNode> faults) {
    ObjectNode json = PlainJson.object();
    seed.ifPresent(value -> json.put(SEED, value));
    json.putArray(FAULTS).addAll(faults);
    return json.toPrettyString();
  }

  /** An object whose members are known. */
  private record JsonObject(String place, JsonNode node) {
    JsonObject(String place, JsonNode node, List<String> known) {
      this(place, node);
      if (!node.isObject()) {
        throw wrong(
            place.isEmpty() ? FAULTS : place.substring(0, place.length() - 1),
            node,
            place.isEmpty() ? "an object or an array" : "an object");
      }
      node.properties()
          .forEach(
              member -> {
                if (!known.contains(member.getKey())) {
                  throw new IllegalArgumentException(
                      place
                          + member.getKey()
                          + " is unknown: "
                          + shown(member.getValue())
                          + "; known are "
                          + known);
                }
              });
    }

    boolean has(String name) {
      return node.has(name);
    }

    JsonNode required(String name) {
      JsonNode value = node.get(name);
      if (value == null) {
        throw new IllegalArgumentException(place + name + " is missing");
      }
      return value;
    }

    /**
     * @param byDefault the text of an absent member; null if it is required
     */
    String text(String name, @Nullable String byDefault) {
      if (byDefault != null && !has(name)) {
        return byDefault;
      }
      JsonNode value = required(name);
      if (!value.isTextual()) {
        throw wrong(place + name, value, "a string");
      }
      return value.textValue();
    }

    /** Returns a text that is not empty; empty if it is absent. */
    String name(String name) {
      String text = text(name, "");
      if (has(name) && text.isEmpty()) {
        throw wrong(place + name, required(name), "a name that is not empty");
      }
      return text;
    }

    long whole(String name, long min, long max) {
      JsonNode value = required(name);
      boolean fits = value.isIntegralNumber() && value.canConvertToLong();
      if (!fits || value.longValue() < min || value.longValue() > max) {
        throw wrong(place + name, value, "a whole number from " + min + " to " + max);
      }
      return value.longValue();
    }

    double fraction(String name) {
      JsonNode value = required(name);
      if (!value.isNumber() || !(value.doubleValue() >= 0 && value.doubleValue() <= 1)) {
        throw wrong(place + name, value, "a number from 0 to 1");
      }
      return value.doubleValue();
    }

    <E extends Enum<E>> @Nullable E constant(String name, E[] constants) {
      if (!has(name)) {
        return null;
      }
      String word = text(name, null);
      List<String> words = Stream.of(constants).map(FaultJson::word).toList();
      int position = words.indexOf(word);
      if (position < 0) {
        throw wrong(place + name, required(name), "one of " + words);
      }
      return constants[position];
    }
  }
}
