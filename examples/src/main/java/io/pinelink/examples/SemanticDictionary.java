package io.pinelink.examples;

import io.pinelink.Index;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.Filter;
import io.pinelink.model.Match;
import io.pinelink.model.Metadata;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.Vector;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/** A dictionary searched by meaning. Each word is a vector in an index. */
final class SemanticDictionary {
  private static final int BATCH = 100;

  private final Index index;
  private final Embedder embedder;

  SemanticDictionary(Index index, Embedder embedder) {
    this.index = index;
    this.embedder = embedder;
  }

  /** Writes words, 100 per call. */
  void add(Iterator<Vector> words, IntConsumer progress) {
    List<Vector> batch = new ArrayList<>(BATCH);
    int written = 0;
    while (words.hasNext()) {
      batch.add(words.next());
      if (batch.size() == BATCH || !words.hasNext()) {
        index.upsert(batch);
        written += batch.size();
        batch.clear();
        progress.accept(written);
      }
    }
  }

  /** Returns the words whose glosses are closest in meaning to the text. */
  List<Match> search(String text, int topK) {
    return index.query(query(text, topK).build()).matches();
  }

  /** Returns the closest words of one lexical file, such as {@code noun.animal}. */
  List<Match> search(String text, int topK, String lexicalFile) {
    Filter inFile = Filter.eq("lexicalFile", lexicalFile);
    return index.query(query(text, topK).filter(inFile).build()).matches();
  }

  private QueryRequest.Builder query(String text, int topK) {
    return QueryRequest.builder().vector(embedder.embed(text)).topK(topK).includeMetadata();
  }

  /** Adds a note to a word and keeps its other metadata. */
  void annotate(String id, String note) {
    index.update(UpdateRequest.builder(id).metadata(Metadata.of("note", note)).build());
  }

  /** Removes a word. */
  void remove(String id) {
    index.delete(DeleteRequest.byIds(id));
  }

  /** Returns the number of words, as far as the service has counted them. */
  long size(String namespace) {
    return Optional.ofNullable(index.describeIndexStats().namespaces().get(namespace)).orElse(0L);
  }
}
