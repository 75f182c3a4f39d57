package io.pinelink.server.internal.faults;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A kind of fault and its attributes. Immutable and thread-safe.
 *
 * @param attributes the attributes that differ from their defaults, in the order of the kind
 */
public record FaultSpec(FaultKind kind, Map<String, Object> attributes) {
  /**
   * Creates a fault from attributes that have been checked neither for type nor for range.
   *
   * @param place the name in messages, with a dot at its end unless it is empty
   * @throws IllegalArgumentException if an attribute is unknown, missing, of another type or out of
   *     range
   */
  public static FaultSpec of(FaultKind kind, String place, Map<String, Object> given) {
    Map<String, Object> checked = new LinkedHashMap<>();
    for (Attribute attribute : kind.attributes()) {
      Object value = given.get(attribute.name());
      if (value != null) {
        Object valid = attribute.checked(place + attribute.name(), value);
        if (!valid.equals(attribute.byDefault())) {
          checked.put(attribute.name(), valid);
        }
      } else if (attribute.required()) {
        throw new IllegalArgumentException(
            place + attribute.name() + " is missing, expected " + attribute.expected());
      }
    }
    for (Map.Entry<String, Object> each : given.entrySet()) {
      if (kind.attributes().stream().noneMatch(known -> known.name().equals(each.getKey()))) {
        throw new IllegalArgumentException(
            place
                + each.getKey()
                + " is unknown: "
                + Attribute.shown(each.getValue())
                + "; known are "
                + kind.attributes().stream().map(Attribute::name).toList());
      }
    }
    FaultSpec spec = new FaultSpec(kind, Collections.unmodifiableMap(checked));
    AttributeChecks.check(spec, place);
    return spec;
  }

  boolean has(String name) {
    return attributes.containsKey(name);
  }

  private Object get(String name) {
    Object value = attributes.get(name);
    return value != null ? value : Objects.requireNonNull(kind.attribute(name).byDefault(), name);
  }

  long number(String name) {
    return (Long) get(name);
  }

  boolean flag(String name) {
    return (Boolean) get(name);
  }

  String text(String name) {
    return (String) get(name);
  }

  List<Integer> numbers(String name) {
    return ((List<?>) get(name)).stream().map(number -> ((Long) number).intValue()).toList();
  }

  Duration millis(String name) {
    return Duration.ofMillis(number(name));
  }

  /** Returns the kind and the attributes: {@code latency(latency=1000, jitter=100)}. */
  @Override
  public String toString() {
    String shown = attributes.toString();
    return kind.type()
        + (attributes.isEmpty() ? "" : "(" + shown.substring(1, shown.length() - 1) + ")");
  }
}
