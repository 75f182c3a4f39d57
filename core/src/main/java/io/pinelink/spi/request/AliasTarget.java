package io.pinelink.spi.request;

import io.pinelink.internal.validation.AliasRules;

/**
 * A request to create a namespace alias, or to point one to another namespace.
 *
 * @param name the name of the alias
 * @param targetNamespace the namespace that serves reads afterwards
 */
public record AliasTarget(String name, String targetNamespace) {
  /** Checks the names. */
  public AliasTarget {
    AliasRules.name(name);
    AliasRules.target(targetNamespace);
  }
}
