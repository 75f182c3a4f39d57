package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A request for one page of a result, whose response is a {@link Page}.
 *
 * <p>Not meant to be extended by applications.
 *
 * @param <Q> the type of the request itself
 * @param <B> the type of its builder
 */
public abstract class PaginatedRequest<
        Q extends PaginatedRequest<Q, B>, B extends PaginatedRequest.Builder<Q, B>>
    extends Built<B> {
  /** Creates the request for the page that a builder describes. */
  protected PaginatedRequest(B builder) {
    super(builder);
  }

  private Builder<Q, B> page() {
    return settings;
  }

  public final OptionalInt limit() {
    Integer limit = page().limit;
    return limit == null ? OptionalInt.empty() : OptionalInt.of(limit);
  }

  public final Optional<String> paginationToken() {
    return Optional.ofNullable(page().token);
  }

  /**
   * Returns this request for another page.
   *
   * @param token the token of the page, from {@link Page#nextToken()}
   */
  public final Q withPaginationToken(String token) {
    return toBuilder().paginationToken(token).build();
  }

  /** Returns the limit, as the text of a request shows it; a token may be long. */
  protected final String limitText() {
    return "limit " + page().limit;
  }

  /**
   * Builds a {@link PaginatedRequest}.
   *
   * @param <Q> the type of the request
   * @param <B> the type of the builder itself
   */
  public abstract static class Builder<Q extends PaginatedRequest<Q, B>, B extends Builder<Q, B>>
      extends Settings {
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

    /** Returns the parameters other than the page, which two equal requests have in common. */
    protected List<?> parameters() {
      return List.of();
    }

    @Override
    protected final List<?> parts() {
      return Arrays.asList(limit, token, parameters());
    }
  }
}
