package io.pinelink.namespaces;

import io.pinelink.model.PaginatedRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for one page of namespaces, by name in byte order. Serverless indexes only.
 *
 * <p>Immutable and thread-safe. Source: listNamespaces, API version 2025-04; the prefix since
 * 2025-10.
 */
public final class ListNamespacesRequest
    extends PaginatedRequest<ListNamespacesRequest, ListNamespacesRequest.Builder> {
  private static final ListNamespacesRequest ALL = builder().build();

  private ListNamespacesRequest(Builder builder) {
    super(builder);
  }

  /** Returns a request for every namespace, in pages of the service's default size, 100. */
  public static ListNamespacesRequest all() {
    return ALL;
  }

  /** Returns a request for the namespaces whose names begin with a text. */
  public static ListNamespacesRequest withPrefix(String prefix) {
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
    return "ListNamespacesRequest[prefix " + settings.prefix + ", " + limitText() + "]";
  }

  /** Builds a {@link ListNamespacesRequest}. */
  public static final class Builder
      extends PaginatedRequest.Builder<ListNamespacesRequest, Builder> {
    private @Nullable String prefix;

    private Builder() {
      super(100);
    }

    /** Sets the prefix of the names. Default: all names. */
    public Builder prefix(String prefix) {
      this.prefix = Objects.requireNonNull(prefix, "prefix is null");
      return this;
    }

    /** Builds the request. */
    @Override
    public ListNamespacesRequest build() {
      return new ListNamespacesRequest(this);
    }

    @Override
    protected List<?> parameters() {
      return Arrays.asList(prefix);
    }
  }
}
