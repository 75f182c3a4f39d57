package io.pinelink.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingSearchResult;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.filter.Filter;
import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.documents.FieldSelection;
import io.pinelink.error.NotFoundException;
import io.pinelink.inference.SparseEncoder;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.Metric;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A LangChain4j embedding store in a namespace of a Pinecone index. Routes, TLS, proxies, timeouts
 * and retries are determined by the client that opened the index.
 *
 * <pre>{@code
 * EmbeddingStore<TextSegment> store =
 *     PinelinkEmbeddingStore.builder(client.index("docs-example")).namespace("manuals").build();
 * }</pre>
 *
 * <p>The index has the dimension of the embedding model, and is either a vector index or a document
 * index. In a vector index, the text of a segment is stored in the metadata, in the form of
 * LangChain4j's own Pinecone store, so both read each other's vectors; text and metadata of a
 * segment together may take 40,960 bytes by the service's count.
 *
 * <p>Reads lag behind writes, so a search may miss what was just added or removed.
 *
 * <p>Methods throw the exceptions of the client, {@link io.pinelink.error.PinelinkException} and
 * its subclasses, and an {@link IllegalArgumentException} before anything is sent if an argument is
 * invalid.
 *
 * <p>Thread-safe, if the sparse encoder is. The store needs no closing; close the client.
 */
public final class PinelinkEmbeddingStore implements EmbeddingStore<TextSegment> {
  private static final int MAX_IDS = 1_000;

  private final SegmentTarget target;

  private PinelinkEmbeddingStore(SegmentTarget target) {
    this.target = target;
  }

  /**
   * Creates a builder for a store in a vector index.
   *
   * @param index the index, opened by a client that must stay open as long as the store is used
   */
  public static Builder builder(Index index) {
    return new Builder(Objects.requireNonNull(index, "index is null"), null);
  }

  /**
   * Creates a builder for a store in a document index, which has a dense field for the embeddings.
   * Texts and metadata are stored as fields of documents.
   *
   * @param index the index, opened by a client that must stay open as long as the store is used
   */
  public static Builder builder(DocumentIndex index) {
    return new Builder(null, Objects.requireNonNull(index, "index is null"));
  }

  /** Adds an embedding without text, and returns its id, a random UUID. */
  @Override
  public String add(Embedding embedding) {
    return addOne(embedding, null);
  }

  /**
   * Adds an embedding without text. It replaces a stored embedding of the same id.
   *
   * @param id 1 to 512 ASCII characters
   */
  @Override
  public void add(String id, Embedding embedding) {
    Objects.requireNonNull(id, "id is null");
    Objects.requireNonNull(embedding, "embedding is null");
    addAll(List.of(id), List.of(embedding), null);
  }

  /**
   * Adds an embedding with the text and metadata of a segment, and returns its id.
   *
   * @param segment null for an embedding without text
   */
  @Override
  public String add(Embedding embedding, @Nullable TextSegment segment) {
    return addOne(embedding, segment);
  }

  private String addOne(Embedding embedding, @Nullable TextSegment segment) {
    Objects.requireNonNull(embedding, "embedding is null");
    String id = UUID.randomUUID().toString();
    addAll(List.of(id), List.of(embedding), segment == null ? null : List.of(segment));
    return id;
  }

  /** Adds embeddings without texts, and returns their ids in the same order. */
  @Override
  public List<String> addAll(List<Embedding> embeddings) {
    Objects.requireNonNull(embeddings, "embeddings is null");
    List<String> ids = generateIds(embeddings.size());
    addAll(ids, embeddings, null);
    return ids;
  }

  /**
   * Adds embeddings with the texts and metadata of segments. An embedding replaces a stored one of
   * the same id.
   *
   * <p>A short list is sent in one call, in which either all or none are written. A list of more
   * than 100 embeddings or an estimated 2 MB is sent by {@link Index#bulkUpsert} in several calls
   * at a time; if it fails, some embeddings may have been written. The ids of a list should be
   * unique.
   *
   * @param ids as many as embeddings; null like an empty list
   * @param embeddings the embeddings; none to do nothing, null like an empty list
   * @param segments as many as embeddings, with null for an embedding without text; or null for
   *     embeddings without texts
   * @throws IllegalArgumentException if the sizes differ, or metadata cannot be stored: a whole
   *     number that a 64-bit float does not represent, a number that is not finite, or the key of
   *     the text
   * @throws io.pinelink.error.BulkException if a long list was not accepted completely
   */
  @Override
  public void addAll(
      @Nullable List<String> ids,
      @Nullable List<Embedding> embeddings,
      @Nullable List<TextSegment> segments) {
    List<String> givenIds = ids == null ? List.of() : ids;
    List<Embedding> given = embeddings == null ? List.of() : embeddings;
    checkSizes("ids", givenIds.size(), "embeddings", given.size());
    if (segments != null) {
      checkSizes("embeddings", given.size(), "embedded", segments.size());
    }
    if (given.isEmpty()) {
      return;
    }
    target.write(NewEmbedding.listOf(givenIds, given, segments));
  }

  /** The message is LangChain4j's, whose contract for stores requires it. */
  private static void checkSizes(String name, int size, String otherName, int otherSize) {
    if (size != otherSize) {
      throw new IllegalArgumentException(
          "%s size (%d) is not equal to %s size (%d)".formatted(name, size, otherName, otherSize));
    }
  }

  /**
   * Removes embeddings by id, with up to 1,000 ids per call. Unknown ids are ignored.
   *
   * @param ids none or null to do nothing
   */
  @Override
  public void removeAll(@Nullable Collection<String> ids) {
    if (ids == null) {
      return;
    }
    List<String> all = List.copyOf(ids);
    for (int from = 0; from < all.size(); from += MAX_IDS) {
      delete(DeleteRequest.byIds(all.subList(from, Math.min(from + MAX_IDS, all.size()))));
    }
  }

  /**
   * Removes the embeddings whose metadata matches a filter, in one call.
   *
   * @throws UnsupportedOperationException as {@link #search} throws it
   */
  @Override
  public void removeAll(Filter filter) {
    if (filter == null) {
      throw new IllegalArgumentException("filter cannot be null");
    }
    delete(DeleteRequest.matching(FilterTranslator.translate(filter)));
  }

  /** Removes all embeddings of the namespace. */
  @Override
  public void removeAll() {
    delete(DeleteRequest.all());
  }

  private void delete(DeleteRequest request) {
    try {
      target.delete(request);
    } catch (NotFoundException e) {
      // A namespace exists once something is written to it. If the index is missing, this throws.
      target.stats();
    }
  }

  /**
   * Finds the embeddings nearest to the query's, best match first. The relevance of a match is 0 to
   * 1, calculated from the service's score:
   *
   * <ul>
   *   <li>cosine: (score + 1) / 2, as LangChain4j does it everywhere;
   *   <li>dot product: the same, limited to 0 and 1, since it equals the cosine for vectors of
   *       length 1;
   *   <li>Euclidean: 1 / (1 + score), where the score is the squared distance;
   *   <li>hybrid search in a document index: the fused score of both rankings, where 1 is the first
   *       in both.
   * </ul>
   *
   * <p>The query's text is searched too with a sparse encoder in a vector index, or with hybrid
   * search in a document index. Otherwise it is ignored.
   *
   * <p>The first search asks the index for its metric, unless the builder has set it.
   *
   * @param request {@code maxResults} is 1 to 10,000
   * @throws UnsupportedOperationException if the service has no such filter: the order of strings,
   *     text inside of strings, and types of filters that LangChain4j does not have
   * @throws IllegalStateException if the service reports no metric that this client knows
   */
  @Override
  public EmbeddingSearchResult<TextSegment> search(EmbeddingSearchRequest request) {
    return result(request).blocking().get();
  }

  /**
   * Starts a {@link #search} and returns at once. The future fails with the exceptions that {@link
   * #search} throws, even for invalid arguments, and completes on the client's callback executor.
   * Cancelling it cancels the call in flight.
   *
   * <p>A {@link SparseEncoder} has no asynchronous form: it encodes the text of the query on a
   * thread that is started for this search, and continues if the future is cancelled.
   *
   * <p>The method is part of {@code EmbeddingStore} since LangChain4j 1.20. With an older version,
   * call it on this class.
   *
   * @param request as for {@link #search}
   */
  @Override
  public CompletableFuture<EmbeddingSearchResult<TextSegment>> searchAsync(
      EmbeddingSearchRequest request) {
    // An exception in a step that follows another one fails the future.
    return SearchStep.of(request).then(this::result).async().get();
  }

  private SearchStep<EmbeddingSearchResult<TextSegment>> result(EmbeddingSearchRequest request) {
    Objects.requireNonNull(request, "request is null");
    Filter filter = request.filter();
    return target
        .search(request, filter == null ? null : FilterTranslator.translate(filter))
        .map(
            matches ->
                new EmbeddingSearchResult<>(
                    matches.stream()
                        .filter(match -> match.score() >= request.minScore())
                        .toList()));
  }

  /** Returns the class name and the index with its route. */
  @Override
  public String toString() {
    return "PinelinkEmbeddingStore[" + target.index() + "]";
  }

  /** Builds a {@link PinelinkEmbeddingStore}. Not thread-safe. */
  public static final class Builder {
    private final @Nullable Index index;
    private final @Nullable DocumentIndex documents;
    private @Nullable String namespace;
    private String metadataTextKey = "text_segment";
    private boolean includeEmbeddings = true;
    private @Nullable Metric metric;
    private @Nullable SparseEncoder sparseEncoder;
    private String embeddingFieldName = "embedding";
    private @Nullable List<String> metadataFields;
    private boolean hybridSearch;

    private Builder(@Nullable Index index, @Nullable DocumentIndex documents) {
      this.index = index;
      this.documents = documents;
    }

    /**
     * Sets the namespace, at most 512 ASCII characters; empty for the default one. Default: the
     * namespace of the index object, which is the default one unless {@link
     * Index#namespace(String)} was called.
     */
    public Builder namespace(String namespace) {
      this.namespace = Objects.requireNonNull(namespace, "namespace is null");
      return this;
    }

    /**
     * Sets the metadata key, or the field of a document index, of the text. Default: {@code
     * text_segment}, the default of LangChain4j's own Pinecone store.
     */
    public Builder metadataTextKey(String key) {
      this.metadataTextKey = checked("metadataTextKey", key);
      return this;
    }

    /** Sets the dense field of a document index. Default: {@code embedding}. */
    public Builder embeddingFieldName(String name) {
      this.embeddingFieldName = checked("embeddingFieldName", name);
      return this;
    }

    private static String checked(String name, String value) {
      if (Objects.requireNonNull(value, () -> name + " is null").isBlank()
          || value.startsWith("$")) {
        throw new IllegalArgumentException(
            name + " is '" + value + "', expected text that does not begin with '$'");
      }
      return value;
    }

    /**
     * Sets the metadata that matches in a document index have. Default: all; the service then
     * returns all fields, so the embeddings too.
     *
     * @param keys the keys; none for no metadata
     */
    public Builder metadataFields(String... keys) {
      this.metadataFields = List.of(Objects.requireNonNull(keys, "keys is null"));
      return this;
    }

    /**
     * Sets whether searches of a document index that have a text, {@link
     * EmbeddingSearchRequest#query()}, also rank documents by its words, and fuse both rankings.
     * The text of segments must be a full-text field of the index. Default: false.
     */
    public Builder hybridSearch(boolean hybridSearch) {
      this.hybridSearch = hybridSearch;
      return this;
    }

    /**
     * Sets the metric of the index, which saves the first search a call. Default: the one that the
     * index reports.
     */
    public Builder metric(Metric metric) {
      if (!Objects.requireNonNull(metric, "metric is null").isKnown()) {
        throw new IllegalArgumentException(
            "metric is '" + metric.value() + "', expected cosine, euclidean or dotproduct");
      }
      this.metric = metric;
      return this;
    }

    /**
     * Sets whether matches contain their embeddings. Without them, responses are many times
     * smaller; in a document index only with {@link #metadataFields}. Default: true, as in
     * LangChain4j's other stores.
     */
    public Builder includeEmbeddings(boolean includeEmbeddings) {
      this.includeEmbeddings = includeEmbeddings;
      return this;
    }

    /**
     * Sets the encoder for hybrid search in a vector index: texts are stored with sparse values,
     * and {@link EmbeddingSearchRequest#query()} is searched with them. The index must have the dot
     * product metric. Default: none.
     */
    public Builder sparseEncoder(SparseEncoder encoder) {
      this.sparseEncoder = Objects.requireNonNull(encoder, "encoder is null");
      return this;
    }

    /**
     * Builds the store. Nothing is sent.
     *
     * @throws IllegalArgumentException if two settings contradict each other, or the kind of index
     */
    public PinelinkEmbeddingStore build() {
      return new PinelinkEmbeddingStore(
          index == null ? over(Objects.requireNonNull(documents)) : over(index));
    }

    private static void refuseIf(boolean isMistake, String message) {
      if (isMistake) {
        throw new IllegalArgumentException(message);
      }
    }

    private SegmentTarget over(Index all) {
      refuseIf(
          hybridSearch,
          "hybridSearch is true for a vector index, expected a document index: set"
              + " sparseEncoder instead");
      refuseIf(
          metadataFields != null,
          "metadataFields are %s for a vector index, expected a document index"
              .formatted(metadataFields));
      refuseIf(
          sparseEncoder != null && metric != null && !metric.equals(Metric.DOT_PRODUCT),
          "metric is '" + metric + "', expected dotproduct, since sparseEncoder is set");
      Index view = namespace == null ? all : all.namespace(namespace);
      return new VectorSegmentTarget(
          view,
          new SegmentMetadata(metadataTextKey),
          new IndexMetric(
              new SearchStep<>(view::describeIndexStats, () -> view.async().describeIndexStats()),
              metric),
          includeEmbeddings,
          sparseEncoder);
    }

    private SegmentTarget over(DocumentIndex all) {
      refuseIf(
          sparseEncoder != null,
          "sparseEncoder is set for a document index, expected a vector index: set"
              + " hybridSearch instead");
      refuseIf(
          metadataTextKey.equals(embeddingFieldName),
          "embeddingFieldName is '%s', expected another name than metadataTextKey"
              .formatted(embeddingFieldName));
      DocumentIndex view = namespace == null ? all : all.namespace(namespace);
      return new DocumentSegmentTarget(
          view,
          new SegmentMetadata(metadataTextKey),
          new IndexMetric(
              new SearchStep<>(view::describeIndexStats, () -> view.async().describeIndexStats()),
              metric),
          embeddingFieldName,
          returned(),
          includeEmbeddings,
          hybridSearch);
    }

    private FieldSelection returned() {
      if (metadataFields == null) {
        return FieldSelection.all();
      }
      Set<String> names = new LinkedHashSet<>(metadataFields);
      names.add(metadataTextKey);
      if (includeEmbeddings) {
        names.add(embeddingFieldName);
      }
      return FieldSelection.of(names.toArray(new String[0]));
    }
  }
}
