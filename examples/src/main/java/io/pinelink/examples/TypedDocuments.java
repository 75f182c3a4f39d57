package io.pinelink.examples;

import io.pinelink.DocumentIndex;
import io.pinelink.TypedDocumentIndex;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.documents.DocumentField;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.FullText;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.documents.TypedMatch;
import io.pinelink.model.DenseValues;
import io.pinelink.model.Filter;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Documents as Java records: one class is the schema of the index, what is written and what is
 * found.
 *
 * <p>With the name of an index as argument, it runs against the real service.
 */
public final class TypedDocuments {
  private static final int COUNT = 400;

  /**
   * One sense of a word.
   *
   * @param topic the coarse topic of WordNet, in a field of another name
   * @param note a field that most documents lack
   */
  public record Sense(
      String id,
      String lemma,
      @FullText(stemming = true) String gloss,
      @DocumentField(name = "lexicalFile") String topic,
      @DocumentField(dimension = Embedder.DIMENSION) DenseValues embedding,
      Optional<String> note) {}

  public static void main(String... args) {
    Embedder embedder = new Embedder();
    try (Backend backend = Backend.open(args, EmbeddedPinecone.builder())) {
      DocumentIndex index =
          backend.documents(
              "senses",
              (control, name) ->
                  control.createDocumentIndex(
                      CreateDocumentIndexRequest.builder(
                              name,
                              IndexSchema.of(Sense.class),
                              IndexSpec.serverless(Cloud.AWS, "us-east-1"))
                          .build()));
      TypedDocumentIndex<Sense> senses = index.namespace("pinelink-senses").as(Sense.class);
      List<Sense> all = new ArrayList<>();
      for (Entry entry : Dictionary.mostUsedNouns(COUNT)) {
        all.add(
            new Sense(
                entry.id(),
                entry.lemma(),
                entry.gloss(),
                entry.lexicalFile(),
                DenseValues.of(embedder.embed(entry.gloss())),
                Optional.empty()));
      }
      senses
          .upsert(all)
          .info()
          .consistencyToken()
          .ifPresent(write -> senses.documents().awaitVisible(write, Duration.ofMinutes(1)));
      System.out.println("wrote " + all.size() + " senses");

      show("words: living organisms", senses, ScoringClause.text("living organisms", "gloss"));
      String meaning = "a device that tells the time";
      show(
          "meaning: " + meaning, senses, ScoringClause.dense("embedding", embedder.embed(meaning)));
      System.out.println();
      int animals = 0;
      for (Sense sense :
          senses.fetchAll(
              FetchDocumentsRequest.matching(Filter.eq("lexicalFile", "noun.animal")))) {
        animals += sense.lemma().isEmpty() ? 0 : 1;
      }
      System.out.println(animals + " of them are animals");
    }
  }

  private static void show(String title, TypedDocumentIndex<Sense> senses, ScoringClause clause) {
    System.out.println();
    System.out.println(title);
    for (TypedMatch<Sense> match :
        senses.search(SearchDocumentsRequest.builder(clause).topK(3).build()).matches()) {
      System.out.printf(
          Locale.ROOT,
          "  %.3f %s (%s): %s%n",
          match.score().orElse(0),
          match.value().lemma(),
          match.value().topic(),
          match.value().gloss());
    }
  }
}
