package io.pinelink.documents;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.PaginatedRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for one page of ids of documents, in byte order.
 *
 * <p>Immutable and thread-safe. Source: listDocuments, API version 2026-07.
 */
public final class ListDocumentsRequest extends PaginatedRequest<ListDocumentsRequest> {
  private static final ListDocumentsRequest ALL = builder().build();

  private final @Nullable String prefix;

  private ListDocumentsRequest(Builder builder) {
    super(builder);
    this.prefix = builder.prefix;
  }

  /** Returns a request for every id, in pages of the service's default size, 100. */
  public static ListDocumentsRequest all() {
    return ALL;
  }

  /** Returns a request for the ids that begin with a text. */
  public static ListDocumentsRequest withPrefix(String prefix) {
    return builder().prefix(prefix).build();
  }

  /** Creates a request builder. */
  public static Builder builder() {
    return new Builder();
  }

  public Optional<String> prefix() {
    return Optional.ofNullable(prefix);
  }

  @Override
  public Builder toBuilder() {
    Builder builder = withPage(new Builder());
    builder.prefix = prefix;
    return builder;
  }

  @Override
  protected List<?> parameters() {
    return Arrays.asList(prefix);
  }

  @Override
  public String toString() {
    return "ListDocumentsRequest[prefix " + prefix + ", " + limitText() + "]";
  }

  /** Builds a {@link ListDocumentsRequest}. */
  public static final class Builder
      extends PaginatedRequest.Builder<ListDocumentsRequest, Builder> {
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
    public ListDocumentsRequest build() {
      return new ListDocumentsRequest(this);
    }
  }
}
