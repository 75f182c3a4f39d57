package io.pinelink.namespaces;

import io.pinelink.model.Response;
import java.time.Instant;
import java.util.Optional;

/**
 * A namespace alias as the service describes it: a durable name that reads resolve to one
 * namespace. A time that is not in the format of RFC 3339 is treated as missing.
 *
 * <p>Source: NamespaceAliasDescription, API version 2026-07.
 */
public sealed interface NamespaceAlias extends Response
    permits io.pinelink.internal.response.NamespaceResponses.NamespaceAliasResult {
  /** Returns the name of the alias. */
  String name();

  /**
   * Returns the namespace that serves reads through the alias; {@code __default__} for the default
   * one.
   */
  String targetNamespace();

  /** Returns when the alias was created. */
  Optional<Instant> createdAt();

  /**
   * Returns when the alias was last repointed, even if to the same namespace; the time of creation
   * before that.
   */
  Optional<Instant> updatedAt();
}
