package io.pinelink.spi.request;

import io.pinelink.internal.validation.AliasRules;

/**
 * A namespace alias to delete, which leaves its namespace unchanged. Source: deleteNamespaceAlias,
 * API version 2026-07.
 *
 * @param name the name of the alias
 */
public record DeleteNamespaceAliasRequest(String name) {
  /** Checks the name. */
  public DeleteNamespaceAliasRequest {
    AliasRules.name(name);
  }
}
