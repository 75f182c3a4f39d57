package io.pinelink.namespaces;

import io.pinelink.internal.validation.AliasRules;

/**
 * A request to point a namespace alias to another namespace. Every read is served either by the
 * previous or by the new namespace.
 *
 * <p>Source: repointNamespaceAlias, API version 2026-07.
 *
 * @param name the name of the alias
 * @param targetNamespace the namespace that serves reads afterwards, which must exist and be
 *     active; {@code __default__} for the default one; not an alias
 */
public record RepointNamespaceAliasRequest(String name, String targetNamespace) {
  /** Checks the names. */
  public RepointNamespaceAliasRequest {
    AliasRules.name(name);
    AliasRules.target(targetNamespace);
  }
}
