package io.pinelink.model;

/**
 * A request for one page of a list that has no other parameters, such as the restore jobs of a
 * project.
 *
 * <pre>{@code
 * PageRequest.all()                           // in pages of the service's default size
 * PageRequest.builder().limit(10).build()
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class PageRequest extends PaginatedRequest<PageRequest, PageRequest.Builder> {
  private static final PageRequest ALL = builder().build();

  private PageRequest(Builder builder) {
    super(builder);
  }

  /** Returns a request for all items, in pages of the service's default size. */
  public static PageRequest all() {
    return ALL;
  }

  /** Creates a request builder. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public String toString() {
    return "PageRequest[" + limitText() + "]";
  }

  /** Builds a {@link PageRequest}. */
  public static final class Builder extends PaginatedRequest.Builder<PageRequest, Builder> {

    private Builder() {
      super(100);
    }

    /** Builds the request. */
    @Override
    public PageRequest build() {
      return new PageRequest(this);
    }
  }
}
