package io.pinelink.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A namespace alias as the service describes it: a durable name that reads resolve to one
 * namespace. A time that is not in the format of RFC 3339 is treated as missing.
 *
 * <p>Source: NamespaceAliasDescription, API version 2026-07.
 *
 * @param name the name of the alias
 * @param targetNamespace the namespace that serves reads through the alias; {@code __default__} for
 *     the default one
 * @param createdAt when the alias was created
 * @param updatedAt when the alias was last repointed, even if to the same namespace; the time of
 *     creation before that
 * @param info the info of the response
 */
public record NamespaceAlias(
    String name,
    String targetNamespace,
    Optional<Instant> createdAt,
    Optional<Instant> updatedAt,
    ResponseInfo info)
    implements Response {
  /** Checks that no part is null. */
  public NamespaceAlias {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(targetNamespace, "targetNamespace");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(updatedAt, "updatedAt");
    Objects.requireNonNull(info, "info");
  }
}
