package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.PaginatedRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for one page of backups.
 *
 * <p>Immutable and thread-safe. Source: listProjectBackups and listIndexBackups, API version
 * 2026-07. The default size of a page was 10 in versions before that.
 */
public final class ListBackupsRequest
    extends PaginatedRequest<ListBackupsRequest, ListBackupsRequest.Builder> {
  private static final ListBackupsRequest ALL = builder().build();

  private ListBackupsRequest(Builder builder) {
    super(builder);
  }

  /** Returns a request for all backups of the project, in pages of the default size, 100. */
  public static ListBackupsRequest all() {
    return ALL;
  }

  /** Returns a request for the backups of one index, in pages of the default size, 100. */
  public static ListBackupsRequest ofIndex(String name) {
    return builder().index(name).build();
  }

  /** Creates a request builder. */
  public static Builder builder() {
    return new Builder();
  }

  public Optional<String> index() {
    return Optional.ofNullable(settings.index);
  }

  public boolean includeDeleted() {
    return settings.includeDeleted;
  }

  @Override
  public String toString() {
    return "ListBackupsRequest[index %s%s%s]"
        .formatted(
            settings.index, (settings.includeDeleted ? " and deleted ones, " : ", "), limitText());
  }

  /** Builds a {@link ListBackupsRequest}. */
  public static final class Builder extends PaginatedRequest.Builder<ListBackupsRequest, Builder> {
    private @Nullable String index;
    private boolean includeDeleted;

    private Builder() {
      super(100);
    }

    /** Sets the index whose backups are listed. Default: all backups of the project. */
    public Builder index(String name) {
      this.index = Check.resourceName("index", name);
      return this;
    }

    /**
     * Lists the backups of all indexes that ever had the name: short for {@code
     * includeDeleted(true)}.
     */
    public Builder includeDeleted() {
      return includeDeleted(true);
    }

    /**
     * Sets whether the backups of all indexes are listed that ever had the name, including deleted
     * ones. Otherwise, an index of this name must exist. Default: false.
     */
    public Builder includeDeleted(boolean includeDeleted) {
      this.includeDeleted = includeDeleted;
      return this;
    }

    /**
     * Builds the request.
     *
     * @throws IllegalArgumentException if deleted indexes are to be included without an index name
     */
    @Override
    public ListBackupsRequest build() {
      if (includeDeleted && index == null) {
        throw new IllegalArgumentException(
            "includeDeleted is true without an index, expected the name of an index: the backups of"
                + " the project always include deleted indexes");
      }
      return new ListBackupsRequest(this);
    }

    @Override
    protected List<?> parameters() {
      return Arrays.asList(index, includeDeleted);
    }
  }
}
