package io.pinelink.server.internal.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of ids in byte order.
 *
 * @param next the token of the next page; null on the last page
 */
public record IdPage(List<String> ids, @Nullable String next) {}
