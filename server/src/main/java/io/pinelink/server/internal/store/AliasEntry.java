package io.pinelink.server.internal.store;

import java.time.Instant;

/**
 * A namespace alias.
 *
 * @param target the listed name of the namespace that it points to
 * @param updatedAt when it was created or last repointed
 */
public record AliasEntry(String name, String target, Instant createdAt, Instant updatedAt) {}
