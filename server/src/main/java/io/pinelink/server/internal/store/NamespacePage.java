package io.pinelink.server.internal.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of namespaces in byte order of their names.
 *
 * @param next the token of the next page; null if there is none
 * @param total the number of namespaces with the prefix
 */
public record NamespacePage(List<NamespaceEntry> namespaces, @Nullable String next, int total) {}
