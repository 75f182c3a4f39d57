package io.pinelink.server.internal.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of namespace aliases, in byte order of their names.
 *
 * @param next the token of the next page; null on the last one
 * @param total the number of aliases of the listing
 */
public record AliasPage(List<AliasEntry> aliases, @Nullable String next, int total) {}
