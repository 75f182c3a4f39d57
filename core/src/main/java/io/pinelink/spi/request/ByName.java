package io.pinelink.spi.request;

import io.pinelink.internal.validation.AliasRules;
import io.pinelink.internal.validation.Check;
import java.util.Objects;

/**
 * A request about one resource of the service, such as an index, that has only its name.
 *
 * @param name the name, not empty
 */
public record ByName(String name) {
  /** Checks the length; the factories check the form. */
  public ByName {
    Objects.requireNonNull(name, "name is null");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("name is empty");
    }
  }

  /** Returns a request about an index. */
  public static ByName ofIndex(String name) {
    return new ByName(Check.resourceName("index", name));
  }

  /** Returns a request about a collection. */
  public static ByName ofCollection(String name) {
    return new ByName(Check.resourceName("collection", name));
  }

  /**
   * Returns a request about a namespace.
   *
   * @param name 1 to 512 ASCII characters without NUL; {@code __default__} for the default one
   */
  public static ByName ofNamespace(String name) {
    return new ByName(Check.id("name", name));
  }

  /** Returns a request about a namespace alias. */
  public static ByName ofAlias(String name) {
    return new ByName(AliasRules.name(name));
  }

  /** Returns a request about a hosted model. */
  public static ByName ofModel(String model) {
    return new ByName(Check.notBlank("model", model));
  }
}
