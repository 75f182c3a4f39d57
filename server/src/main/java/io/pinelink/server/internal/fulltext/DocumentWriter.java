package io.pinelink.server.internal.fulltext;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.store.ByteBuffersDirectory;

/** The writing of documents into an index in memory, which needs no closing. */
final class DocumentWriter {
  private DocumentWriter() {}

  /**
   * Writes documents in their order, so that a document's number in the index is its position.
   *
   * @param analyzers by field; other fields are left out
   */
  static DirectoryReader write(
      Map<String, ? extends Analyzer> analyzers, Collection<Map<String, String>> documents)
      throws IOException {
    ByteBuffersDirectory directory = new ByteBuffersDirectory();
    IndexWriterConfig config =
        new IndexWriterConfig(
            new PerFieldAnalyzerWrapper(TextAnalyzer.WORDS, Map.copyOf(analyzers)));
    // A merge could reorder documents, and the default scheduler starts threads.
    config.setMergePolicy(NoMergePolicy.INSTANCE).setMergeScheduler(new SerialMergeScheduler());
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      // One block, which is the only way with a promise of consecutive numbers.
      writer.addDocuments(
          () ->
              documents.stream()
                  .<Iterable<? extends IndexableField>>map(texts -> document(analyzers, texts))
                  .iterator());
    }
    return DirectoryReader.open(directory);
  }

  private static List<TextField> document(
      Map<String, ? extends Analyzer> analyzers, Map<String, String> texts) {
    return texts.entrySet().stream()
        .filter(text -> analyzers.containsKey(text.getKey()))
        .map(text -> new TextField(text.getKey(), text.getValue(), Field.Store.NO))
        .toList();
  }
}
