package io.pinelink.namespaces;

import io.pinelink.internal.validation.AliasRules;

/**
 * A request to create a namespace alias. Aliases and namespaces share one set of names, so the name
 * of a namespace cannot be used.
 *
 * <p>Source: createNamespaceAlias, API version 2026-07.
 *
 * @param name the name of the alias: 1 to 512 printable ASCII characters without the space and
 *     {@code / ? # % & = \ ; +}; not {@code __default__}, {@code .} or {@code ..}
 * @param targetNamespace the namespace that serves reads, which must exist and be active; {@code
 *     __default__} for the default one; not an alias
 */
public record CreateNamespaceAliasRequest(String name, String targetNamespace) {
  /** Checks the names. */
  public CreateNamespaceAliasRequest {
    AliasRules.name(name);
    AliasRules.target(targetNamespace);
  }
}
