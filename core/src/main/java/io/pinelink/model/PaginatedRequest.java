package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A request for one page of a result, whose response is a {@link Page}.
 *
 * <p>Not meant to be extended by applications.
 *
 * @param <Q> the type of the request itself
 */
public abstract class PaginatedRequest<Q extends PaginatedRequest<Q>> {
  private final @Nullable Integer limit;
  private final @Nullable String token;

  /** Creates the request for the page that a builder describes. */
  protected PaginatedRequest(Builder<Q, ?> builder) {
    this.limit = builder.limit;
    this.token = builder.token;
  }

  public final OptionalInt limit() {
    return limit == null ? OptionalInt.empty() : OptionalInt.of(limit);
  }

  public final Optional<String> paginationToken() {
    return Optional.ofNullable(token);
  }

  /** Returns a builder initialized with the values of this request. */
  public abstract Builder<Q, ?> toBuilder();

  /**
   * Returns this request for another page.
   *
   * @param token the token of the page, from {@link Page#nextToken()}
   */
  public final Q withPaginationToken(String token) {
    return toBuilder().paginationToken(token).build();
  }

  /** Returns the parameters other than the page, which two equal requests have in common. */
  protected abstract List<?> parameters();

  /** Sets the page of this request in a builder, and returns the builder. */
  protected final <B extends Builder<Q, B>> B withPage(B builder) {
    Builder<Q, B> copy = builder;
    copy.limit = limit;
    copy.token = token;
    return builder;
  }

  /** Returns the limit, as the text of a request shows it; a token may be long. */
  protected final String limitText() {
    return "limit " + limit;
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof PaginatedRequest<?> that
        && that.getClass() == getClass()
        && Objects.equals(that.limit, limit)
        && Objects.equals(that.token, token)
        && that.parameters().equals(parameters());
  }

  @Override
  public final int hashCode() {
    return Objects.hash(limit, token, parameters());
  }

  /**
   * Builds a {@link PaginatedRequest}.
   *
   * @param <Q> the type of the request
   * @param <B> the type of the builder itself
   */
  public abstract static class Builder<Q extends PaginatedRequest<Q>, B extends Builder<Q, B>> {
    private final int maxLimit;
    private @Nullable Integer limit;
    private @Nullable String token;

    /** Creates a builder for the first page, whose limit is at most a number of items. */
    protected Builder(int maxLimit) {
      this.maxLimit = maxLimit;
    }

    /**
     * Sets the maximum number of items in a page: 1 to 100, or to 10,000 for the vectors or
     * documents that match a filter. Default: the service's, 100.
     */
    public final B limit(int limit) {
      this.limit = Check.range("limit", limit, 1, maxLimit);
      return self();
    }

    /**
     * Sets the token of the page, from {@link Page#nextToken()}. It is valid only for a request
     * that is equal otherwise, to the same namespace. Default: the first page.
     */
    public final B paginationToken(String token) {
      this.token = Check.notBlank("paginationToken", token);
      return self();
    }

    @SuppressWarnings("unchecked") // B is the type of this builder.
    private B self() {
      return (B) this;
    }

    /** Builds the request. */
    public abstract Q build();
  }
}
