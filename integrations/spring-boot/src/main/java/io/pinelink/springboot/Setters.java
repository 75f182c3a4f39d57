package io.pinelink.springboot;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Calls of the setters of builders with the values of properties. */
final class Setters {
  private Setters() {}

  /**
   * Calls a setter of the builder, unless the property is absent.
   *
   * @throws PinelinkPropertyException if the setter refuses the value
   */
  static <T> void apply(String property, @Nullable T value, Consumer<T> setter) {
    if (value == null) {
      return;
    }
    try {
      setter.accept(value);
    } catch (RuntimeException e) {
      throw PinelinkPropertyException.refused(property, e);
    }
  }
}
