package io.pinelink.inference;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A parameter that a model takes.
 *
 * @param name the service's name, to be used in {@link EmbedRequest.Builder#parameters}
 * @param type how its values are bounded: {@code one_of}, {@code numeric_range}, {@code any}, or a
 *     word that is new
 * @param valueType {@code string}, {@code integer}, {@code float}, {@code boolean}, or a word that
 *     is new
 * @param required whether the model refuses to work without it
 * @param allowedValues the values of a {@code one_of}, each a String or a Double; empty for others
 * @param min the least value of a {@code numeric_range}; empty for others
 * @param max the greatest value of a {@code numeric_range}; empty for others
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
    allowedValues = List.copyOf(allowedValues);
  }
}
