package io.pinelink;

import io.pinelink.annotation.Preview;
import io.pinelink.documents.DocumentMapper;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.FieldSelection;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.documents.TypedFetchResponse;
import io.pinelink.documents.TypedSearchResponse;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.paging.PageSource;
import io.pinelink.internal.response.DocumentResponses;
import io.pinelink.internal.validation.Check;
import io.pinelink.model.UpsertResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * The asynchronous variant of {@link TypedDocumentIndex}: every call returns at once. Futures and
 * publishers behave as in {@link AsyncIndex}.
 *
 * <p>Immutable and thread-safe.
 *
 * <p>Not meant to be extended. It is not final only so that frameworks can create proxies of it.
 *
 * @param <T> the record class
 */
@Preview
public class AsyncTypedDocumentIndex<T extends Record> {
  private static final String TYPED = "TypedDocumentIndex";

  private final AsyncDocumentIndex index;
  private final DocumentMapper<T> mapper;
  private final String[] fields;

  AsyncTypedDocumentIndex(AsyncDocumentIndex index, DocumentMapper<T> mapper) {
    this.index = index;
    this.mapper = mapper;
    this.fields =
        mapper.fields().stream()
            .filter(DocumentMapper.Field::isStored)
            .map(DocumentMapper.Field::name)
            .toArray(String[]::new);
  }

  /** Returns the same index without the record class. */
  public AsyncDocumentIndex documents() {
    return index;
  }

  /** Returns the name of the index, as {@link TypedDocumentIndex#name()} does. */
  public Optional<String> name() {
    return index.name();
  }

  /** Returns the namespace of this view, as {@link TypedDocumentIndex#namespace()} does. */
  public String namespace() {
    return index.namespace();
  }

  /** Returns a view of another namespace, as {@link TypedDocumentIndex#namespace(String)} does. */
  public AsyncTypedDocumentIndex<T> namespace(String namespace) {
    return new AsyncTypedDocumentIndex<>(index.namespace(namespace), mapper);
  }

  /** Returns a view with other call settings, as {@link TypedDocumentIndex#with} does. */
  public AsyncTypedDocumentIndex<T> with(CallOptions options) {
    return new AsyncTypedDocumentIndex<>(index.with(options), mapper);
  }

  /** Upserts records, as {@link TypedDocumentIndex#upsert} does. */
  public CompletableFuture<UpsertResponse> upsert(List<T> records) {
    return index.upsert(records.stream().map(mapper::toDocument).toList());
  }

  /** Searches documents, as {@link TypedDocumentIndex#search} does. */
  public CompletableFuture<TypedSearchResponse<T>> search(SearchDocumentsRequest request) {
    Check.noBuffer(TYPED, request.valuesInto());
    return Futures.map(
        index.search(selected(request)), found -> DocumentResponses.typed(found, mapper));
  }

  /** Searches documents, as {@link TypedDocumentIndex#search(Consumer)} does. */
  public CompletableFuture<TypedSearchResponse<T>> search(
      Consumer<SearchDocumentsRequest.Builder> request) {
    return search(Check.configured(SearchDocumentsRequest.builder(), request).build());
  }

  private SearchDocumentsRequest selected(SearchDocumentsRequest request) {
    if (!request.fields().isAll()) {
      return request;
    }
    FieldSelection own = fields.length == 0 ? FieldSelection.none() : FieldSelection.of(fields);
    return request.toBuilder().fields(own).build();
  }

  /** Fetches documents, as {@link TypedDocumentIndex#fetch} does. */
  public CompletableFuture<TypedFetchResponse<T>> fetch(FetchDocumentsRequest request) {
    Check.noBuffer(TYPED, request.valuesInto());
    return Futures.map(
        index.fetch(selected(request)), found -> DocumentResponses.typed(found, mapper));
  }

  /** Fetches documents, as {@link TypedDocumentIndex#fetch(Consumer)} does. */
  public CompletableFuture<TypedFetchResponse<T>> fetch(
      Consumer<FetchDocumentsRequest.Builder> request) {
    return fetch(Check.configured(FetchDocumentsRequest.builder(), request).build());
  }

  private FetchDocumentsRequest selected(FetchDocumentsRequest request) {
    // A fetch cannot ask for no fields.
    boolean keeps = !request.fields().isAll() || fields.length == 0;
    return keeps ? request : request.toBuilder().fields(fields).build();
  }

  /**
   * Publishes all records that match a filter, as {@link TypedDocumentIndex#fetchAll} reads them.
   */
  public Flow.Publisher<T> fetchAll(FetchDocumentsRequest request) {
    return fetched(request).publisher();
  }

  /** Fetches all documents, as {@link TypedDocumentIndex#fetchAll(Consumer)} does. */
  public Flow.Publisher<T> fetchAll(Consumer<FetchDocumentsRequest.Builder> request) {
    return fetchAll(Check.configured(FetchDocumentsRequest.builder(), request).build());
  }

  PageSource<T> fetched(FetchDocumentsRequest request) {
    Check.noBuffer(TYPED, request.valuesInto());
    return PageSource.of(request, this::fetch);
  }

  /** Returns the class name, the record class and the route. */
  @Override
  public String toString() {
    return "AsyncTypedDocumentIndex[" + mapper.recordClass().getName() + ", " + index + "]";
  }
}
