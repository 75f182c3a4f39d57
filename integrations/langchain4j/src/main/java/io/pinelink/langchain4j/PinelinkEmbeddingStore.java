package io.pinelink.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingSearchResult;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.filter.Filter;
import io.pinelink.Index;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.error.NotFoundException;
import io.pinelink.inference.SparseEncoder;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.Match;
import io.pinelink.model.Metric;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A LangChain4j embedding store in a namespace of a Pinecone index. Routes, TLS, proxies, timeouts
 * and retries are those of the client that opened the index.
 *
 * <pre>{@code
 * EmbeddingStore<TextSegment> store =
 *     PinelinkEmbeddingStore.builder(client.index("docs-example")).namespace("manuals").build();
 * }</pre>
 *
 * <p>The index must be an index for vectors with the dimension of the embedding model. The text of
 * a segment is stored in the metadata, in the form of LangChain4j's own Pinecone store, so both
 * read each other's vectors. Text and metadata of a segment together may take 40,960 bytes by the
 * service's count.
 *
 * <p>Reads lag behind writes, so a search may miss what was just added or removed.
 *
 * <p>All methods throw the exceptions of the client, {@link io.pinelink.error.PinelinkException}
 * and its subclasses, and an {@link IllegalArgumentException} before anything is sent if an
 * argument is invalid.
 *
 * <p>Thread-safe, if the sparse encoder is. The store needs no closing; close the client.
 */
public final class PinelinkEmbeddingStore implements EmbeddingStore<TextSegment> {
  private static final int MAX_IDS = 1_000;
  private static final int MAX_VECTORS = 100;

  /** Half of what the service accepts in a request. */
  private static final long MAX_BYTES = BulkOptions.MAX_BATCH_BYTES / 2;

  private final Index index;
  private final SegmentMetadata metadata;
  private final boolean includeEmbeddings;
  private final @Nullable SparseEncoder sparseEncoder;

  /** Read from the service by the first search, unless it is configured. */
  private volatile @Nullable Metric metric;

  private PinelinkEmbeddingStore(Builder builder) {
    this.index = builder.index;
    this.metadata = new SegmentMetadata(builder.metadataTextKey);
    this.includeEmbeddings = builder.includeEmbeddings;
    this.sparseEncoder = builder.sparseEncoder;
    this.metric = builder.metric;
  }

  /**
   * Creates a builder of a store.
   *
   * @param index the index, opened by a client that must stay open as long as the store is used
   */
  public static Builder builder(Index index) {
    return new Builder(index);
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
    addAll(List.of(id), List.of(embedding), null);
  }

  /** Adds an embedding with the text and metadata of a segment, and returns its id. */
  @Override
  public String add(Embedding embedding, TextSegment segment) {
    return addOne(embedding, segment);
  }

  private String addOne(Embedding embedding, @Nullable TextSegment segment) {
    String id = UUID.randomUUID().toString();
    addAll(List.of(id), List.of(embedding), segment == null ? null : List.of(segment));
    return id;
  }

  /** Adds embeddings without texts, and returns their ids in the same order. */
  @Override
  public List<String> addAll(List<Embedding> embeddings) {
    List<String> ids = generateIds(embeddings.size());
    addAll(ids, embeddings, null);
    return ids;
  }

  /**
   * Adds embeddings with the texts and metadata of segments. An embedding replaces a stored one of
   * the same id.
   *
   * <p>A short list is sent in one call, in which either all or none are written. A list of more
   * than 100 embeddings or an estimated megabyte is sent by {@link Index#bulkUpsert} in several
   * calls at a time; if it fails, some embeddings may have been written. The ids of a list should
   * be unique.
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
    List<Vector> vectors = vectors(givenIds, given, segments);
    if (vectors.size() <= MAX_VECTORS && RequestSize.estimate(vectors) <= MAX_BYTES) {
      index.upsert(vectors);
    } else {
      index.bulkUpsert(BulkSource.vectors(vectors), BulkOptions.defaults());
    }
  }

  /** The message is that of LangChain4j, whose contract for stores requires it. */
  private static void checkSizes(String name, int size, String otherName, int otherSize) {
    if (size != otherSize) {
      throw new IllegalArgumentException(
          "%s size (%d) is not equal to %s size (%d)".formatted(name, size, otherName, otherSize));
    }
  }

  private List<Vector> vectors(
      List<String> ids, List<Embedding> embeddings, @Nullable List<TextSegment> segments) {
    Iterator<Optional<SparseValues>> sparse = encoded(segments).iterator();
    List<Vector> vectors = new ArrayList<>(ids.size());
    for (int i = 0; i < ids.size(); i++) {
      Vector.Builder vector = Vector.builder(ids.get(i)).values(embeddings.get(i).vector());
      TextSegment segment = segments == null ? null : segments.get(i);
      if (segment != null) {
        vector.metadata(metadata.encode(segment));
        if (sparse.hasNext()) {
          sparse.next().ifPresent(vector::sparseValues);
        }
      }
      vectors.add(vector.build());
    }
    return vectors;
  }

  /** Returns the sparse values of all segments that are not null; none without an encoder. */
  private List<Optional<SparseValues>> encoded(@Nullable List<TextSegment> segments) {
    SparseEncoder encoder = sparseEncoder;
    if (encoder == null || segments == null) {
      return List.of();
    }
    List<String> texts = segments.stream().filter(Objects::nonNull).map(TextSegment::text).toList();
    if (texts.isEmpty()) {
      return List.of();
    }
    List<Optional<SparseValues>> encoded = encoder.encodeTexts(texts);
    if (encoded.size() != texts.size()) {
      throw new IllegalStateException(
          "the sparse encoder returned "
              + encoded.size()
              + " elements, expected "
              + texts.size()
              + ", one for each text");
    }
    return encoded;
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
      delete(DeleteRequest.ids(all.subList(from, Math.min(from + MAX_IDS, all.size()))));
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
      index.delete(request);
    } catch (NotFoundException e) {
      // A namespace exists once something is written to it. If the index is missing, this throws.
      index.describeIndexStats();
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
   *   <li>Euclidean: 1 / (1 + score), where the score is the squared distance.
   * </ul>
   *
   * <p>With a sparse encoder, the query's text is encoded and searched too. Without one, the text
   * is ignored.
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
    QueryRequest.Builder query =
        nearest(request)
            .topK(request.maxResults())
            .includeMetadata()
            .includeValues(includeEmbeddings);
    if (request.filter() != null) {
      query.filter(FilterTranslator.translate(request.filter()));
    }
    Metric scored = metric();
    List<EmbeddingMatch<TextSegment>> matches = new ArrayList<>();
    for (Match match : index.query(query.build()).matches()) {
      double relevance = Relevance.of(scored, match.score());
      if (relevance >= request.minScore()) {
        matches.add(found(relevance, match));
      }
    }
    return new EmbeddingSearchResult<>(matches);
  }

  private QueryRequest.Builder nearest(EmbeddingSearchRequest request) {
    float[] values = request.queryEmbedding().vector();
    String text = request.query();
    if (sparseEncoder == null || text == null || text.isBlank()) {
      return QueryRequest.nearest(values);
    }
    return sparseEncoder
        .encodeQuery(text)
        .map(sparse -> QueryRequest.nearest(values, sparse))
        .orElseGet(() -> QueryRequest.nearest(values));
  }

  @SuppressWarnings("NullAway") // LangChain4j allows matches without an embedding and without text.
  private EmbeddingMatch<TextSegment> found(double relevance, Match match) {
    Embedding embedding = includeEmbeddings ? Embedding.from(match.vector().values()) : null;
    return new EmbeddingMatch<>(
        relevance, match.id(), embedding, metadata.decode(match.metadata()));
  }

  private Metric metric() {
    Metric known = metric;
    if (known == null) {
      known =
          index
              .describeIndexStats()
              .metric()
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "the service does not report the metric of the index: set the metric of"
                              + " the store"));
      metric = known;
    }
    return known;
  }

  /** Returns the class name and the index with its route. */
  @Override
  public String toString() {
    return "PinelinkEmbeddingStore[" + index + "]";
  }

  /** Builds a {@link PinelinkEmbeddingStore}. Not thread-safe. */
  public static final class Builder {
    private Index index;
    private String metadataTextKey = "text_segment";
    private boolean includeEmbeddings = true;
    private @Nullable Metric metric;
    private @Nullable SparseEncoder sparseEncoder;

    private Builder(Index index) {
      this.index = Objects.requireNonNull(index, "index");
    }

    /**
     * Sets the namespace, at most 512 ASCII characters; empty for the default one. Default: that of
     * the index object, which is the default one unless {@link Index#namespace} was called.
     */
    public Builder namespace(String namespace) {
      this.index = index.namespace(namespace);
      return this;
    }

    /**
     * Sets the metadata key of the text. Default: {@code text_segment}, the default of
     * LangChain4j's own Pinecone store.
     */
    public Builder metadataTextKey(String key) {
      if (key.isBlank() || key.startsWith("$")) {
        throw new IllegalArgumentException(
            "metadataTextKey is '" + key + "', expected text that does not begin with '$'");
      }
      this.metadataTextKey = key;
      return this;
    }

    /**
     * Sets the metric of the index, which saves the first search a call. Default: the one that the
     * index reports.
     */
    public Builder metric(Metric metric) {
      if (!metric.isKnown()) {
        throw new IllegalArgumentException(
            "metric is '" + metric.value() + "', expected cosine, euclidean or dotproduct");
      }
      this.metric = metric;
      return this;
    }

    /**
     * Sets whether matches contain their embeddings. Without them, responses are many times
     * smaller. Default: true, as in LangChain4j's other stores.
     */
    public Builder includeEmbeddings(boolean includeEmbeddings) {
      this.includeEmbeddings = includeEmbeddings;
      return this;
    }

    /**
     * Sets the encoder for hybrid search: texts are stored with sparse values, and {@link
     * EmbeddingSearchRequest#query()} is searched with them. The index must have the dot product
     * metric. Default: none.
     */
    public Builder sparseEncoder(SparseEncoder encoder) {
      this.sparseEncoder = Objects.requireNonNull(encoder, "encoder");
      return this;
    }

    /**
     * Builds the store. Nothing is sent.
     *
     * @throws IllegalArgumentException if there is a sparse encoder, and a metric other than dot
     *     product
     */
    public PinelinkEmbeddingStore build() {
      if (sparseEncoder != null && metric != null && !metric.equals(Metric.DOT_PRODUCT)) {
        throw new IllegalArgumentException(
            "metric is '" + metric + "', expected dotproduct, since sparseEncoder is set");
      }
      return new PinelinkEmbeddingStore(this);
    }
  }
}
