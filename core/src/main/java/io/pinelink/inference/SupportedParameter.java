package io.pinelink.inference;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A parameter that a model accepts. */
public sealed interface SupportedParameter
    permits io.pinelink.internal.response.InferenceResponses.SupportedParameterResult {
  /** Returns the service's name, for {@link EmbedRequest.Builder#parameters}. */
  String name();

  /**
   * Returns the kind of limit on its values: {@code one_of}, {@code numeric_range}, {@code any}, or
   * a new name.
   */
  String type();

  /** Returns {@code string}, {@code integer}, {@code float}, {@code boolean}, or a new name. */
  String valueType();

  /** Returns whether the model requires the parameter. */
  boolean required();

  /** Returns the values of a {@code one_of}, each a String or a Double; empty for others. */
  List<Object> allowedValues();

  /** Returns the minimum of a {@code numeric_range}; empty for others. */
  OptionalDouble min();

  /** Returns the maximum of a {@code numeric_range}; empty for others. */
  OptionalDouble max();

  /** Returns a String, Double or Boolean; empty if there is none. */
  Optional<Object> defaultValue();
}
