package io.pinelink.examples;

import io.pinelink.RecordIndex;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.inference.Embedding;
import io.pinelink.model.Fields;
import io.pinelink.model.Filter;
import io.pinelink.records.RecordHit;
import io.pinelink.records.Reranking;
import io.pinelink.records.SearchRecordsRequest;
import io.pinelink.records.TextRecord;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.EmbeddedPineconeBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Records: the index embeds their text, so both writes and searches use plain text.
 *
 * <p>With the name of an index as argument, it runs against the real service.
 */
public final class RecordSearch {
  /** The maximum number of records in a call with this model. */
  private static final int BATCH = 96;

  public static void main(String... args) {
    // The real service runs llama-text-embed-v2; a small model in this process replaces it here.
    Embedder embedder = new Embedder();
    EmbeddedPineconeBuilder settings =
        EmbeddedPinecone.builder().embedder(text -> Embedding.dense(embedder.embed(text.text())));

    try (Backend backend = Backend.open(args, settings)) {
      RecordIndex words =
          backend
              .records(
                  "records",
                  (control, name) ->
                      control.createIndexForModel(
                          CreateIndexForModelRequest.builder(
                                  name, Cloud.AWS, "us-east-1", "llama-text-embed-v2", "gloss")
                              .dimension(Embedder.DIMENSION)
                              .build()))
              .namespace("pinelink-records");
      fill(words, Dictionary.mostUsedNouns(5 * BATCH).stream().map(RecordSearch::record).toList());

      SearchRecordsRequest swims =
          SearchRecordsRequest.builder()
              .text("it swims in the sea")
              .topK(3)
              .fields("lemma", "gloss")
              .build();
      show("it swims in the sea", words.search(swims).hits());

      SearchRecordsRequest animals =
          swims.toBuilder().filter(Filter.eq("lexicalFile", "noun.animal")).build();
      show("the same, only animals", words.search(animals).hits());

      // A second model reranks 20 of them. The embedded server's only counts common words.
      SearchRecordsRequest reranked =
          animals.toBuilder()
              .topK(20)
              .rerank(
                  Reranking.builder("bge-reranker-v2-m3", "gloss")
                      .query("cold-blooded vertebrates")
                      .topN(3)
                      .build())
              .build();
      show(
          "of 20 of them, those most relevant to \"cold-blooded vertebrates\"",
          words.search(reranked).hits());

      String best = words.search(animals).hits().get(0).id();
      show(
          "around the first animal",
          words.search(SearchRecordsRequest.builder().id(best).topK(3).build()).hits());
    }
  }

  private static TextRecord record(Entry entry) {
    // The field map of the index embeds "gloss"; all fields are stored.
    Fields fields =
        Fields.builder()
            .put("lemma", entry.lemma())
            .put("lexicalFile", entry.lexicalFile())
            .put("gloss", entry.gloss())
            .build();
    return new TextRecord(entry.id(), fields);
  }

  private static void fill(RecordIndex words, List<TextRecord> records) {
    for (int from = 0; from < records.size(); from += BATCH) {
      List<TextRecord> batch = records.subList(from, Math.min(from + BATCH, records.size()));
      words
          .upsert(batch)
          .info()
          .consistencyToken()
          .ifPresent(write -> words.index().awaitVisible(write, Duration.ofMinutes(1)));
    }
    System.out.println("wrote " + records.size() + " records to " + words.route());
  }

  private static void show(String title, List<RecordHit> hits) {
    System.out.println();
    System.out.println(title);
    for (RecordHit hit : hits) {
      System.out.printf(
          Locale.ROOT,
          "  %.3f %s: %s%n",
          hit.score(),
          hit.fields().string("lemma").orElse(hit.id()),
          hit.fields().string("gloss").orElse(""));
    }
  }
}
