package io.pinelink.server.internal.vectors;

import org.jspecify.annotations.Nullable;

/** The requests about namespace aliases, independent of the protocol. */
final class AliasCalls {
  private AliasCalls() {}

  /**
   * A request to create an alias, or to point it to another namespace.
   *
   * @param target null if it was not given
   */
  record Point(String name, @Nullable String target) {}

  /** A request to describe or delete an alias. */
  record Named(String name) {}

  /**
   * A request for a page of aliases.
   *
   * @param prefix null if it was not given
   * @param target null if it was not given
   * @param limit null if it was not given
   */
  record ListAliases(
      @Nullable String prefix,
      @Nullable String target,
      @Nullable Long limit,
      String paginationToken) {}
}
