package io.pinelink.inference;

import io.pinelink.internal.validation.Check;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A parameter that a model accepts.
 *
 * @param name the service's name, for {@link EmbedRequest.Builder#parameters}
 * @param type the kind of limit on its values: {@code one_of}, {@code numeric_range}, {@code any},
 *     or a new name
 * @param valueType {@code string}, {@code integer}, {@code float}, {@code boolean}, or a new name
 * @param required whether the model requires the parameter
 * @param allowedValues the values of a {@code one_of}, each a String or a Double; empty for others
 * @param min the minimum of a {@code numeric_range}; empty for others
 * @param max the maximum of a {@code numeric_range}; empty for others
 * @param defaultValue a String, Double or Boolean; empty if there is none
 */
public record SupportedParameter(
    String name,
    String type,
    String valueType,
    boolean required,
    List<Object> allowedValues,
    OptionalDouble min,
    OptionalDouble max,
    Optional<Object> defaultValue) {
  /** Copies the allowed values. */
  public SupportedParameter {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(valueType, "valueType");
    Objects.requireNonNull(min, "min");
    Objects.requireNonNull(max, "max");
    Objects.requireNonNull(defaultValue, "defaultValue");
    allowedValues = Check.copy("allowedValues", allowedValues);
  }
}
