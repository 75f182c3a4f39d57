package io.pinelink.server.internal.documents;

import io.pinelink.server.internal.fulltext.FullTextIndex;
import io.pinelink.server.internal.fulltext.TextClause;
import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.store.Sequenced;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.store.StoredVector;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The scoring of documents by their words. The texts of a namespace are indexed when it is first
 * searched after a write, and the index is kept until the next write. Thread-safe.
 */
final class TextScoring {
  private final Map<StoredIndex, Map<String, Texts>> indexed = new WeakHashMap<>();

  /**
   * The visible documents of one namespace.
   *
   * @param namespace the name in the store of the namespace that serves the read
   * @param documents the documents with the number of the last write to their namespace
   */
  record Corpus(
      StoredIndex index,
      DocumentSchema schema,
      String namespace,
      Sequenced<List<StoredVector>> documents) {}

  /** The texts of a namespace, indexed up to a write. */
  private static final class Texts {
    private @Nullable FullTextIndex index;
    private long lsn;

    synchronized FullTextIndex upTo(Corpus corpus) {
      FullTextIndex known = index;
      if (known == null || lsn != corpus.documents().lsn()) {
        known = build(corpus);
        index = known;
        lsn = corpus.documents().lsn();
      }
      return known;
    }
  }

  /** Returns the scores by id of the documents that match at least one clause. */
  Map<String, Float> score(Corpus corpus, List<TextClause> clauses) {
    return texts(corpus).score(clauses);
  }

  /**
   * Returns the ids of the documents whose field matches a text.
   *
   * @param operator {@code $match_phrase}, {@code $match_all} or {@code $match_any}
   */
  Set<String> matching(Corpus corpus, String field, String operator, String text) {
    return texts(corpus).matching(field, operator, text);
  }

  private FullTextIndex texts(Corpus corpus) {
    if (corpus.documents().value().isEmpty()) {
      return build(corpus);
    }
    Texts texts;
    synchronized (indexed) {
      texts =
          indexed
              .computeIfAbsent(corpus.index(), unused -> new HashMap<>())
              .computeIfAbsent(corpus.namespace(), unused -> new Texts());
    }
    return texts.upTo(corpus);
  }

  private static FullTextIndex build(Corpus corpus) {
    return FullTextIndex.build(corpus.schema().texts(), texts(corpus.documents().value()));
  }

  private static Map<String, Map<String, String>> texts(List<StoredVector> documents) {
    Map<String, Map<String, String>> texts = new LinkedHashMap<>();
    for (StoredVector document : documents) {
      Map<String, String> fields = new LinkedHashMap<>();
      document
          .metadata()
          .forEach(
              (name, value) -> {
                if (value instanceof String text) {
                  fields.put(name, text);
                }
              });
      texts.put(document.id(), fields);
    }
    return texts;
  }
}
