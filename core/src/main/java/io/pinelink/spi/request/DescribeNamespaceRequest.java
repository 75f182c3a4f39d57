package io.pinelink.spi.request;

import io.pinelink.internal.validation.Check;

/**
 * Asks what a namespace holds. Source: describeNamespace, API version 2025-04.
 *
 * @param name 1 to 512 ASCII characters without NUL; {@code __default__} for the default one
 */
public record DescribeNamespaceRequest(String name) {
  /** Checks the name. */
  public DescribeNamespaceRequest {
    Check.id("name", name);
  }
}
