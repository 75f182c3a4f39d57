package io.pinelink.testing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some namespaces in byte order of their names.
 *
 * @param next the token of the next page, null if there is none
 * @param total how many have the prefix
 */
record NamespacePage(List<NamespaceEntry> namespaces, @Nullable String next, int total) {}
