package io.pinelink.server.internal.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some ids in byte order.
 *
 * @param next token of the next page, null on the last
 */
public record IdPage(List<String> ids, @Nullable String next) {}
