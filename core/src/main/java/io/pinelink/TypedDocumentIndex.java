package io.pinelink;

import io.pinelink.annotation.Preview;
import io.pinelink.documents.DocumentMapper;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.documents.TypedFetchResponse;
import io.pinelink.documents.TypedSearchResponse;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.validation.Check;
import io.pinelink.model.UpsertResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A document index that writes and reads records, which a {@link DocumentMapper} maps to documents.
 * Get it from {@link DocumentIndex#as}.
 *
 * <pre>{@code
 * TypedDocumentIndex<Note> notes = client.documents("notes").as(Note.class);
 * notes.upsert(List.of(new Note("a-1", "Spring tides", embedding)));
 * List<Note> found = notes.search(request).values();
 * }</pre>
 *
 * <p>Reads ask for the fields of the record class only, unless the request selects others. A record
 * class may therefore have fewer components than documents have fields. Do not write such records
 * back: an upsert replaces all fields of a document.
 *
 * <p>Cheap, immutable and thread-safe. Calls block, end and fail as in {@link DocumentIndex}. A
 * document that cannot be mapped fails the call with an {@link IllegalArgumentException} that names
 * the document and the component. A read refuses a request with {@code valuesInto}, since records
 * have their own arrays.
 *
 * <p>Not meant to be extended. It is not final only so that frameworks can create proxies of it.
 *
 * @param <T> the record class
 */
@Preview
public class TypedDocumentIndex<T extends Record> {
  private final DocumentIndex index;
  private final DocumentMapper<T> mapper;
  private final AsyncTypedDocumentIndex<T> async;

  TypedDocumentIndex(DocumentIndex index, AsyncDocumentIndex inPlace, DocumentMapper<T> mapper) {
    this.index = index;
    this.mapper = mapper;
    this.async = new AsyncTypedDocumentIndex<>(inPlace, mapper);
  }

  /** Returns the asynchronous variant of this object. */
  public AsyncTypedDocumentIndex<T> async() {
    return new AsyncTypedDocumentIndex<>(index.async(), mapper);
  }

  /** Returns the same index without the record class. */
  public DocumentIndex documents() {
    return index;
  }

  /** Returns the name of the index, as {@link Index#name()} does. */
  public Optional<String> name() {
    return index.name();
  }

  /** Returns the namespace of this view, as {@link Index#namespace()} does. */
  public String namespace() {
    return index.namespace();
  }

  /** Returns a view of another namespace, as {@link DocumentIndex#namespace(String)} does. */
  public TypedDocumentIndex<T> namespace(String namespace) {
    return index.namespace(namespace).as(mapper);
  }

  /** Returns a view with other call settings, as {@link DocumentIndex#with(CallOptions)} does. */
  public TypedDocumentIndex<T> with(CallOptions options) {
    return index.with(options).as(mapper);
  }

  /**
   * Upserts 1 to 1,000 records, as {@link DocumentIndex#upsert(List)} does documents.
   *
   * @throws IllegalArgumentException if a record cannot be mapped; nothing is sent
   */
  public UpsertResponse upsert(List<T> records) {
    return Futures.await(async.upsert(records));
  }

  /** Finds the documents with the best scores, as {@link DocumentIndex#search} does. */
  public TypedSearchResponse<T> search(SearchDocumentsRequest request) {
    return Futures.await(async.search(request));
  }

  /** Searches documents, as {@link #search(SearchDocumentsRequest)} does. */
  public TypedSearchResponse<T> search(Consumer<SearchDocumentsRequest.Builder> request) {
    return Futures.await(async.search(request));
  }

  /** Fetches documents by id or by filter, as {@link DocumentIndex#fetch} does. */
  public TypedFetchResponse<T> fetch(FetchDocumentsRequest request) {
    return Futures.await(async.fetch(request));
  }

  /** Fetches documents, as {@link #fetch(FetchDocumentsRequest)} does. */
  public TypedFetchResponse<T> fetch(Consumer<FetchDocumentsRequest.Builder> request) {
    return Futures.await(async.fetch(request));
  }

  /** Fetches all documents that match a filter, as {@link DocumentIndex#fetchAll} does. */
  public Paged<T> fetchAll(FetchDocumentsRequest request) {
    return new Paged<>(async.fetched(request));
  }

  /** Fetches all documents, as {@link #fetchAll(FetchDocumentsRequest)} does. */
  public Paged<T> fetchAll(Consumer<FetchDocumentsRequest.Builder> request) {
    return fetchAll(Check.configured(FetchDocumentsRequest.builder(), request).build());
  }

  /** Returns the class name, the record class and the route. */
  @Override
  public String toString() {
    return "TypedDocumentIndex[" + mapper.recordClass().getName() + ", " + index + "]";
  }
}
