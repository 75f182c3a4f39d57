package io.pinelink.model;

import java.util.Objects;

/**
 * The response to a request to delete a namespace alias. The namespace that it pointed to remains.
 * If an earlier attempt of the call deleted the alias and its response was lost, this is the info
 * of the attempt that found it gone.
 */
public record DeleteNamespaceAliasResponse(ResponseInfo info) implements Response {
  /** Checks that no part is null. */
  public DeleteNamespaceAliasResponse {
    Objects.requireNonNull(info, "info");
  }
}
