package io.pinelink.internal.validation;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The page that a list request asks for. Immutable and thread-safe.
 *
 * @param limit the maximum number of items in the page; empty for the service's default
 * @param token the token of the page; empty for the first page
 */
public record PageParameters(OptionalInt limit, Optional<String> token) {
  /** The first page, in the service's default size. */
  public static final PageParameters FIRST =
      new PageParameters(OptionalInt.empty(), Optional.empty());

  /**
   * Returns these parameters with a limit.
   *
   * @throws IllegalArgumentException if it is not 1 to {@code max}
   */
  public PageParameters withLimit(int limit, int max) {
    return new PageParameters(OptionalInt.of(Check.range("limit", limit, 1, max)), token);
  }

  /**
   * Returns these parameters with the token of a page.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public PageParameters withToken(String token) {
    return new PageParameters(limit, Optional.of(Check.notBlank("paginationToken", token)));
  }

  /** Returns the limit, as the text of a request shows it; a token may be long. */
  @Override
  public String toString() {
    return "limit " + (limit.isPresent() ? limit.getAsInt() : "null");
  }
}
