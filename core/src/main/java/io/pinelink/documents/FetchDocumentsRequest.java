package io.pinelink.documents;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Filter;
import io.pinelink.model.PaginatedRequest;
import io.pinelink.model.VectorBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for documents by id, or for one page of the documents that match a filter.
 *
 * <pre>{@code
 * FetchDocumentsRequest.byIds("a-1", "a-2")
 * FetchDocumentsRequest.builder().filter(Filter.eq("lang", "et")).limit(500).build()
 * }</pre>
 *
 * <p>Documents have all fields unless the request selects some.
 *
 * <p>Immutable and thread-safe. Source: fetchDocuments, API version 2026-07.
 */
public final class FetchDocumentsRequest
    extends PaginatedRequest<FetchDocumentsRequest, FetchDocumentsRequest.Builder> {

  private FetchDocumentsRequest(Builder builder) {
    super(builder);
  }

  /** Returns a request for the documents with these ids, 1 to 1,000 of them. */
  public static FetchDocumentsRequest byIds(String... ids) {
    return byIds(Check.copy("ids", ids));
  }

  /** Returns a request for the documents with these ids, 1 to 1,000 of them. */
  public static FetchDocumentsRequest byIds(Collection<String> ids) {
    return builder().ids(ids).build();
  }

  /**
   * Returns a request for the first page of the documents that match a filter.
   *
   * <p>The filter may have conditions on the words of a text, such as {@link Filter#matchPhrase}.
   */
  public static FetchDocumentsRequest matching(Filter filter) {
    return builder().filter(filter).build();
  }

  /** Creates a request builder. */
  public static Builder builder() {
    return new Builder();
  }

  public List<String> ids() {
    return settings.ids;
  }

  public Optional<Filter> filter() {
    return Optional.ofNullable(settings.filter);
  }

  public FieldSelection fields() {
    return settings.fields;
  }

  public Optional<String> valuesField() {
    return Optional.ofNullable(settings.valuesField);
  }

  public Optional<VectorBuffer> valuesInto() {
    return Optional.ofNullable(settings.valuesInto);
  }

  /** Returns the kind of the request. */
  @Override
  public String toString() {
    return "FetchDocumentsRequest[%s]"
        .formatted((settings.filter == null ? settings.ids.size() + " ids" : settings.filter));
  }

  /** Builds a {@link FetchDocumentsRequest}, which has either ids or a filter. */
  public static final class Builder
      extends PaginatedRequest.Builder<FetchDocumentsRequest, Builder> {
    private List<String> ids = List.of();
    private @Nullable Filter filter;
    private FieldSelection fields = FieldSelection.all();
    private @Nullable String valuesField;
    private @Nullable VectorBuffer valuesInto;

    private Builder() {
      super(10_000);
    }

    /** Sets the ids of the documents, 1 to 1,000 of them. Default: none. */
    public Builder ids(String... ids) {
      return ids(Check.copy("ids", ids));
    }

    /** Sets the ids of the documents, 1 to 1,000 of them. Default: none. */
    public Builder ids(Collection<String> ids) {
      this.ids = Check.ids(ids);
      return this;
    }

    /**
     * Sets the filter that documents match. Default: none.
     *
     * <p>It may have conditions on the words of a text, such as {@link Filter#matchPhrase}.
     */
    public Builder filter(Filter filter) {
      this.filter = Objects.requireNonNull(filter, "filter is null");
      return this;
    }

    /** Sets the fields that documents have, at least one. Default: all fields. */
    public Builder fields(String... names) {
      this.fields = FieldSelection.of(names);
      return this;
    }

    /**
     * Reads the dense values of a field into the array of a buffer: see {@link
     * FetchDocumentsResponse#columns()}. The field must be among those selected. Default: none, all
     * dense values have arrays of their own.
     */
    public Builder valuesInto(String field, VectorBuffer buffer) {
      this.valuesField = Check.notBlank("field", field);
      this.valuesInto = Objects.requireNonNull(buffer, "buffer is null");
      return this;
    }

    /**
     * Builds the request.
     *
     * @throws IllegalArgumentException unless it has either ids or a filter
     */
    @Override
    public FetchDocumentsRequest build() {
      if (ids.isEmpty() == (filter == null)) {
        throw new IllegalArgumentException(
            "fetchDocuments has %s, expected one of these"
                .formatted(
                    (filter == null ? "neither ids nor a filter" : "both ids and a filter")));
      }
      return new FetchDocumentsRequest(this);
    }

    @Override
    protected List<?> parameters() {
      return Arrays.asList(ids, filter, fields, valuesField, valuesInto);
    }
  }
}
