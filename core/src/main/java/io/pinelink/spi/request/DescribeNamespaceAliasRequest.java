package io.pinelink.spi.request;

import io.pinelink.internal.validation.AliasRules;

/**
 * A namespace alias to describe. Source: describeNamespaceAlias, API version 2026-07.
 *
 * @param name the name of the alias
 */
public record DescribeNamespaceAliasRequest(String name) {
  /** Checks the name. */
  public DescribeNamespaceAliasRequest {
    AliasRules.name(name);
  }
}
