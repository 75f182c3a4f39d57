package io.pinelink.quarkus.internal;

import io.pinelink.quarkus.PinelinkConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Mistakes in properties, each reported by one line that starts with the name of the property. */
public final class ConfigMistake {
  private ConfigMistake() {}

  /**
   * Returns the exception for a property.
   *
   * @param name the name of the property, or of a group of properties, without the prefix
   */
  public static ConfigurationException of(String name, String problem, @Nullable Throwable cause) {
    String property = PinelinkConfig.PREFIX + "." + name;
    return new ConfigurationException(property + ": " + problem, cause, Set.of(property));
  }

  /** Runs a step that may refuse the value of a property. */
  static void check(String name, Runnable step) {
    try {
      step.run();
    } catch (ConfigurationException e) {
      throw e;
    } catch (RuntimeException e) {
      throw of(name, e.getMessage() == null ? e.toString() : e.getMessage(), e);
    }
  }

  /** Calls a setter with the value of a property, if there is one. */
  static <T> void set(String name, Optional<T> value, Consumer<T> setter) {
    value.ifPresent(present -> check(name, () -> setter.accept(present)));
  }

  /** Calls a setter with the value of a property, if there is one. */
  static void set(String name, OptionalInt value, Consumer<Integer> setter) {
    value.ifPresent(present -> check(name, () -> setter.accept(present)));
  }
}
