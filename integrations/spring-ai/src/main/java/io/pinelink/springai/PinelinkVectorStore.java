package io.pinelink.springai;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.documents.FieldSelection;
import io.pinelink.error.NotFoundException;
import io.pinelink.inference.SparseEncoder;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingOptions;
import org.springframework.ai.observation.conventions.VectorStoreProvider;
import org.springframework.ai.observation.conventions.VectorStoreSimilarityMetric;
import org.springframework.ai.vectorstore.AbstractVectorStoreBuilder;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.filter.Filter.Expression;
import org.springframework.ai.vectorstore.observation.AbstractObservationVectorStore;
import org.springframework.ai.vectorstore.observation.VectorStoreObservationContext;

/**
 * A Spring AI vector store in a namespace of a Pinecone index. Routes, TLS, proxies, timeouts and
 * retries are determined by the client that opened the index.
 *
 * <pre>{@code
 * VectorStore store =
 *     PinelinkVectorStore.builder(client.index("docs-example"), embeddingModel)
 *         .namespace("manuals")
 *         .build();
 * }</pre>
 *
 * <p>The index has the dimension of the embedding model, and is either a vector index or a document
 * index. In a vector index, the text of a document is stored in the metadata, in the format of
 * Spring AI's own Pinecone store, so both read each other's vectors.
 *
 * <p>Metadata may have strings, UUIDs, enums, booleans, numbers and collections of strings. UUIDs
 * and enums are stored as strings. The service stores all numbers as 64-bit floats; a number is
 * read back as an Integer or a Long if it is whole, and otherwise as a Double. A whole number
 * beyond 2<sup>53</sup>, a null and a value of another type are rejected with an {@link
 * IllegalArgumentException} that contains the key, before anything is embedded or sent.
 *
 * <p>Reads lag behind writes, so a search may miss what was just added or deleted.
 *
 * <p>The index may be a proxy, such as a bean in Spring Cloud's refresh scope. Each call of the
 * store and its views uses the current target of the proxy, so they remain valid when a refresh
 * replaces the client.
 *
 * <p>All methods throw the exceptions of the client, {@link io.pinelink.error.PinelinkException}
 * and its subclasses, and the exceptions of the embedding model.
 *
 * <p>Thread-safe, if the embedding model, the batching strategy and the sparse encoder are. The
 * store needs no closing; close the client.
 */
public final class PinelinkVectorStore extends AbstractObservationVectorStore {
  private static final int MAX_IDS = 1_000;

  /** A copy, which is never changed. Views share it, since each builder loads a tokenizer. */
  private final Builder settings;

  private final @Nullable String namespace;
  private final IndexTraits traits;
  private final DocumentFormat format;
  private final StoreTarget target;

  private PinelinkVectorStore(Builder settings, @Nullable String namespace, IndexTraits traits) {
    super(settings);
    this.settings = settings;
    this.namespace = namespace;
    this.traits = traits;
    this.format = new DocumentFormat(settings.contentFieldName, settings.distanceMetadataFieldName);
    this.target = settings.target(namespace, format, traits);
  }

  /**
   * Creates a builder for a store in a vector index.
   *
   * @param index the index, opened by a client that must stay open as long as the store is used
   */
  public static Builder builder(Index index, EmbeddingModel embeddingModel) {
    return new Builder(Objects.requireNonNull(index, "index is null"), null, embeddingModel);
  }

  /**
   * Creates a builder for a store in a document index, which has a dense field for the embeddings.
   * Metadata are stored as fields of documents.
   *
   * @param index the index, opened by a client that must stay open as long as the store is used
   */
  public static Builder builder(DocumentIndex index, EmbeddingModel embeddingModel) {
    return new Builder(null, Objects.requireNonNull(index, "index is null"), embeddingModel);
  }

  /**
   * Returns a view of another namespace of this index, for example a tenant's namespace. Views are
   * cheap and have all other settings of this store.
   *
   * @param namespace at most 512 ASCII characters; empty for the default one. It need not exist.
   */
  public PinelinkVectorStore namespace(String namespace) {
    return new PinelinkVectorStore(
        settings, Objects.requireNonNull(namespace, "namespace is null"), traits);
  }

  /**
   * Embeds and writes documents. A document replaces a stored one of the same id.
   *
   * <p>Texts are embedded in batches of the batching strategy, all of them before the first write.
   * Writes are sent in batches by size, several at a time. The service checks each document: if it
   * rejects some, the others are written.
   *
   * @param documents none to do nothing
   * @throws IllegalArgumentException if a document has no text, two have the same id, or metadata
   *     cannot be stored; nothing is embedded or sent then
   * @throws io.pinelink.error.BulkException if not all documents were accepted; its {@code report}
   *     contains the id, outcome and reason of each of them
   */
  @Override
  public void add(List<Document> documents) {
    Objects.requireNonNull(documents, "documents is null");
    documents.forEach(DocumentFormat::text); // The superclass's message does not name the document.
    super.add(documents);
  }

  /** Embeds and writes documents, without an observation: use {@link #add}. */
  @Override
  public void doAdd(List<Document> documents) {
    Objects.requireNonNull(documents, "documents is null");
    if (documents.isEmpty()) {
      return;
    }
    checkIds(documents);
    List<Metadata> contents = documents.stream().map(this::checked).toList();
    List<float[]> embeddings =
        embeddingModel.embed(documents, EmbeddingOptions.builder().build(), batchingStrategy);
    target.write(documents, contents, embeddings);
  }

  private Metadata checked(Document document) {
    Metadata content = format.encode(document);
    target.check(document, content);
    return content;
  }

  private static void checkIds(List<Document> documents) {
    Set<String> ids = new HashSet<>();
    for (Document document : documents) {
      if (!ids.add(document.getId())) {
        throw new IllegalArgumentException(
            "document '" + document.getId() + "' is given twice, expected different ids");
      }
    }
  }

  /** Deletes documents by id, without an observation: use {@link #delete(List)}. */
  @Override
  public void doDelete(List<String> ids) {
    Objects.requireNonNull(ids, "ids is null");
    for (int from = 0; from < ids.size(); from += MAX_IDS) {
      delete(DeleteRequest.byIds(ids.subList(from, Math.min(from + MAX_IDS, ids.size()))));
    }
  }

  /** Deletes the documents that match an expression, in one call and without a search. */
  @Override
  protected void doDelete(Expression filterExpression) {
    Objects.requireNonNull(filterExpression, "filterExpression is null");
    delete(DeleteRequest.matching(FilterExpressions.translate(filterExpression)));
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
   * Finds the documents nearest to the query, best match first, without an observation: use {@link
   * #similaritySearch(SearchRequest)}.
   *
   * <p>{@link Document#getScore()} is the similarity, 0 to 1, calculated from the service's score
   * by the metric of the index, and compared with the similarity threshold:
   *
   * <ul>
   *   <li>cosine and dot product: the score, limited to 0 and 1; both are equal for vectors of
   *       length 1;
   *   <li>Euclidean: 1 / (1 + score), where the score is the squared distance;
   *   <li>hybrid search in a document index: the fused score of both rankings, where 1 is the first
   *       in both.
   * </ul>
   *
   * <p>The metadata of a match has its distance: 1 − score, or the Euclidean distance. Matches of
   * hybrid search in a document index have none.
   *
   * <p>The first search asks the index for its metric, unless the builder has set it.
   *
   * @param request {@code topK} is at most 10,000; 0 finds nothing and calls nothing
   * @throws IllegalArgumentException if the service has no such filter, such as the order of
   *     strings
   * @throws IllegalStateException if the service reports no metric that this client knows
   */
  @Override
  public List<Document> doSimilaritySearch(SearchRequest request) {
    Objects.requireNonNull(request, "request is null");
    if (request.getTopK() == 0) {
      return List.of();
    }
    Expression expression = request.getFilterExpression();
    io.pinelink.model.Filter filter =
        expression == null ? null : FilterExpressions.translate(expression);
    float[] embedding = embeddingModel.embed(request.getQuery());
    return target.search(request.getQuery(), embedding, request.getTopK(), filter).stream()
        .filter(found -> isSimilar(found, request.getSimilarityThreshold()))
        .toList();
  }

  private static boolean isSimilar(Document found, double threshold) {
    Double score = found.getScore();
    return score != null && score >= threshold;
  }

  /**
   * Creates the context of an observation: database system {@code pinecone}, name or host of the
   * index, namespace, field, dimension and metric. The index is asked for the last two once, and
   * only if the store has an observation registry.
   */
  @Override
  public VectorStoreObservationContext.Builder createObservationContextBuilder(
      String operationName) {
    Objects.requireNonNull(operationName, "operationName is null");
    VectorStoreObservationContext.Builder context =
        VectorStoreObservationContext.builder(VectorStoreProvider.PINECONE.value(), operationName)
            .fieldName(Objects.requireNonNullElse(target.embeddingField(), format.contentField()));
    if (namespace != null) {
      context.namespace(namespace);
    }
    if (!settings.getObservationRegistry().isNoop()) {
      describe(context);
    }
    return context;
  }

  private void describe(VectorStoreObservationContext.Builder context) {
    String indexName = settings.indexName;
    context.collectionName(indexName == null ? target.route().host() : indexName);
    Optional<Metric> reported =
        traits
            .ifAvailable(target)
            .flatMap(
                stats -> {
                  stats.dimension().ifPresent(context::dimensions);
                  return stats.metric();
                });
    Optional.ofNullable(settings.metric)
        .or(() -> reported)
        .ifPresent(metric -> context.similarityMetric(conventional(metric)));
  }

  private static String conventional(Metric metric) {
    return metric.equals(Metric.DOT_PRODUCT)
        ? VectorStoreSimilarityMetric.DOT.value()
        : metric.value(); // the same names
  }

  /**
   * Returns the {@link Index} or {@link DocumentIndex} of the namespace, for use at once: unlike
   * the store, it may not follow a refresh.
   */
  @Override
  @SuppressWarnings("unchecked") // The interface leaves the type to the caller.
  public <T> Optional<T> getNativeClient() {
    return Optional.of((T) target.index());
  }

  /** Returns the class name and the index with its route. */
  @Override
  public String toString() {
    return "PinelinkVectorStore[" + target.index() + "]";
  }

  /** Builds a {@link PinelinkVectorStore}. Not thread-safe. */
  public static final class Builder extends AbstractVectorStoreBuilder<Builder> {
    private final @Nullable Index index;
    private final @Nullable DocumentIndex documents;
    private @Nullable String namespace;
    private @Nullable String indexName;
    private String contentFieldName = "document_content";
    private String distanceMetadataFieldName = "distance";
    private @Nullable Metric metric;
    private @Nullable SparseEncoder sparseEncoder;
    private String embeddingFieldName = "embedding";
    private @Nullable List<String> metadataFields;
    private boolean hybridSearch;

    private Builder(
        @Nullable Index index, @Nullable DocumentIndex documents, EmbeddingModel embeddingModel) {
      super(Objects.requireNonNull(embeddingModel, "embeddingModel is null"));
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

    /** Sets the name of the index in observations. Default: the host of the index. */
    public Builder indexName(String indexName) {
      this.indexName = notBlank("indexName", indexName);
      return this;
    }

    /**
     * Sets the metadata key, or the field of a document index, of the text. Default: {@code
     * document_content}, the default of Spring AI's own Pinecone store.
     */
    public Builder contentFieldName(String name) {
      this.contentFieldName = notBlank("contentFieldName", name);
      return this;
    }

    /**
     * Sets the key under which matches have their distance. It hides stored metadata of the same
     * key. Default: {@code distance}, as in Spring AI's other stores.
     */
    public Builder distanceMetadataFieldName(String name) {
      this.distanceMetadataFieldName = notBlank("distanceMetadataFieldName", name);
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
     * Sets the encoder for hybrid search in a vector index: texts are stored with sparse values,
     * and queries are searched with them. The index must have the dot product metric. Default:
     * none.
     */
    public Builder sparseEncoder(SparseEncoder encoder) {
      this.sparseEncoder = Objects.requireNonNull(encoder, "encoder is null");
      return this;
    }

    /** Sets the dense field of a document index. Default: {@code embedding}. */
    public Builder embeddingFieldName(String name) {
      this.embeddingFieldName = notBlank("embeddingFieldName", name);
      return this;
    }

    /**
     * Sets the metadata that matches in a document index have. Default: all; the service then
     * returns all fields, so the dense values too, which makes a response many times larger.
     *
     * @param keys the keys; none for no metadata
     */
    public Builder metadataFields(String... keys) {
      this.metadataFields = List.of(Objects.requireNonNull(keys, "keys is null"));
      return this;
    }

    /**
     * Sets whether searches of a document index also rank documents by the words of the query, and
     * fuse both rankings. The text must be a full-text field of the index. Default: false.
     */
    public Builder hybridSearch(boolean hybridSearch) {
      this.hybridSearch = hybridSearch;
      return this;
    }

    private static String notBlank(String name, String value) {
      if (Objects.requireNonNull(value, () -> name + " is null").isBlank()
          || value.startsWith("$")) {
        throw new IllegalArgumentException(
            name + " is '" + value + "', expected text that does not begin with '$'");
      }
      return value;
    }

    /**
     * Builds the store. Nothing is sent.
     *
     * @throws IllegalArgumentException if two settings contradict each other, or the kind of index
     */
    @Override
    public PinelinkVectorStore build() {
      refuseIf(
          contentFieldName.equals(distanceMetadataFieldName),
          "distanceMetadataFieldName is '%s', expected another name than contentFieldName"
              .formatted(distanceMetadataFieldName));
      refuseIf(
          documents == null && hybridSearch,
          "hybridSearch is true for a vector index, expected a document index: set sparseEncoder"
              + " instead");
      refuseIf(
          documents == null && metadataFields != null,
          "metadataFields are %s for a vector index, expected a document index"
              .formatted(metadataFields));
      refuseIf(
          documents != null && sparseEncoder != null,
          "sparseEncoder is set for a document index, expected a vector index: set hybridSearch"
              + " instead");
      refuseIf(
          documents != null && contentFieldName.equals(embeddingFieldName),
          "embeddingFieldName is '%s', expected another name than contentFieldName"
              .formatted(embeddingFieldName));
      refuseIf(
          sparseEncoder != null && metric != null && !metric.equals(Metric.DOT_PRODUCT),
          "metric is '" + metric + "', expected dotproduct, since sparseEncoder is set");
      return new PinelinkVectorStore(copy(), namespace, new IndexTraits(metric));
    }

    private static void refuseIf(boolean isMistake, String message) {
      if (isMistake) {
        throw new IllegalArgumentException(message);
      }
    }

    private StoreTarget target(
        @Nullable String namespace, DocumentFormat format, IndexTraits traits) {
      if (index != null) {
        return new VectorTarget(
            view(index, namespace, Index::namespace), format, traits, sparseEncoder);
      }
      return new DocumentTarget(
          view(Objects.requireNonNull(documents), namespace, DocumentIndex::namespace),
          format,
          traits,
          embeddingFieldName,
          returned(format),
          hybridSearch);
    }

    /**
     * Returns a source of the index in a namespace. Views are not kept: a view that a proxy returns
     * belongs to its target of that time, which may have another name after a refresh.
     */
    private static <I> Supplier<I> view(
        I index, @Nullable String namespace, BiFunction<I, String, I> viewOf) {
      if (namespace == null) {
        return () -> index;
      }
      var unused = viewOf.apply(index, namespace); // reports an invalid name now
      return () -> viewOf.apply(index, namespace);
    }

    private FieldSelection returned(DocumentFormat format) {
      if (metadataFields == null) {
        return FieldSelection.all();
      }
      Set<String> names = new LinkedHashSet<>(metadataFields);
      names.add(format.contentField());
      return FieldSelection.of(names.toArray(new String[0]));
    }

    private Builder copy() {
      Builder copy = new Builder(index, documents, embeddingModel);
      copy.observationRegistry = observationRegistry;
      copy.customObservationConvention = customObservationConvention;
      copy.batchingStrategy = batchingStrategy;
      copy.indexName = indexName;
      copy.contentFieldName = contentFieldName;
      copy.distanceMetadataFieldName = distanceMetadataFieldName;
      copy.metric = metric;
      copy.sparseEncoder = sparseEncoder;
      copy.embeddingFieldName = embeddingFieldName;
      copy.metadataFields = metadataFields;
      copy.hybridSearch = hybridSearch;
      return copy;
    }
  }
}
