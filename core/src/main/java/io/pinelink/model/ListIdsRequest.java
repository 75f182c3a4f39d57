package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for one page of ids of vectors or documents, in byte order. Serverless indexes only.
 *
 * <p>Immutable and thread-safe. Source: listVectors, API version 2026-04, and listDocuments, API
 * version 2026-07.
 */
public final class ListIdsRequest extends PaginatedRequest<ListIdsRequest, ListIdsRequest.Builder> {
  private static final ListIdsRequest ALL = builder().build();

  private ListIdsRequest(Builder builder) {
    super(builder);
  }

  /** Returns a request for every id, in pages of the service's default size, 100. */
  public static ListIdsRequest all() {
    return ALL;
  }

  /** Returns a request for the ids that begin with a text. */
  public static ListIdsRequest withPrefix(String prefix) {
    return builder().prefix(prefix).build();
  }

  /** Creates a request builder. */
  public static Builder builder() {
    return new Builder();
  }

  public Optional<String> prefix() {
    return Optional.ofNullable(settings.prefix);
  }

  @Override
  public String toString() {
    return "ListIdsRequest[prefix " + settings.prefix + ", " + limitText() + "]";
  }

  /** Builds a {@link ListIdsRequest}. */
  public static final class Builder extends PaginatedRequest.Builder<ListIdsRequest, Builder> {
    private @Nullable String prefix;

    private Builder() {
      super(100);
    }

    /** Sets the prefix of the ids, at most 512 ASCII characters without NUL. Default: all ids. */
    public Builder prefix(String prefix) {
      this.prefix = prefix.isEmpty() ? null : Check.id("prefix", prefix);
      return this;
    }

    /** Builds the request. */
    @Override
    public ListIdsRequest build() {
      return new ListIdsRequest(this);
    }

    @Override
    protected List<?> parameters() {
      return Arrays.asList(prefix);
    }
  }
}
