package io.pinelink.server.internal.store;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The description of a namespace; the default namespace is named {@code __default__}.
 *
 * @param sizeBytes the size of its records in bytes; null if they are not kept
 * @param filterable the fields of its own schema; null if it has none
 */
public record NamespaceEntry(
    String name, int recordCount, @Nullable Long sizeBytes, @Nullable Set<String> filterable) {}
