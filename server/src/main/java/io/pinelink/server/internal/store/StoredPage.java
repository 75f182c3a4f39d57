package io.pinelink.server.internal.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a listing, in byte order of the names.
 *
 * @param next the token of the next page; null on the last one
 * @param total the number of items of the listing
 */
public record StoredPage<T>(List<T> items, @Nullable String next, int total) {}
