package io.pinelink.contract;

import static io.pinelink.contract.CreateIndexRows.longestName;
import static io.pinelink.contract.CreateIndexRows.mostTags;
import static io.pinelink.contract.Property.LIMITS;
import static io.pinelink.contract.Property.PRESENCE;
import static io.pinelink.contract.Property.ROUND_TRIP;
import static io.pinelink.spi.ControlOperations.CREATE_DOCUMENT_INDEX;
import static io.pinelink.spi.ControlOperations.DESCRIBE_INDEX;
import static io.pinelink.spi.ControlOperations.LIST_INDEXES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.ReadCapacity;
import io.pinelink.control.SchemaField;
import io.pinelink.control.SchemaField.FieldEmbedding;
import io.pinelink.error.AlreadyExistsException;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.model.Metric;
import io.pinelink.model.VectorType;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.IndexFamily;
import io.pinelink.spi.request.ByName;
import io.pinelink.spi.request.EmptyRequest;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The rows of creating indexes by their schema. */
final class DocumentIndexRows {
  private static final IndexSpec.Serverless REGION = IndexSpec.serverless(Cloud.AWS, "us-east-1");
  private static final IndexSchema TEXT =
      IndexSchema.builder().text("body", FullTextSearch.defaults()).build();

  private DocumentIndexRows() {}

  static Section section() {
    Section section = new Section(Calls::ofControlPlane);
    section.sample(
        CREATE_DOCUMENT_INDEX, CreateDocumentIndexRequest.builder("sampled", TEXT, REGION).build());
    roundTrip(section);
    presence(section);
    limits(section);
    return section;
  }

  private static IndexDescription make(Calls calls, IndexSchema schema) {
    return calls.call(
        CREATE_DOCUMENT_INDEX,
        CreateDocumentIndexRequest.builder(Calls.newName("made"), schema, REGION).build());
  }

  /** Creates an index of one text. */
  static IndexDescription makeText(Calls calls) {
    return make(calls, TEXT);
  }

  private static void roundTrip(Section section) {
    section.row(
        CREATE_DOCUMENT_INDEX,
        ROUND_TRIP,
        "every kind of field, and all settings",
        calls -> {
          IndexSchema schema =
              IndexSchema.builder()
                  .text(
                      "body",
                      FullTextSearch.defaults().withLanguage("de").withStemming().withStopWords())
                  .text("code", FullTextSearch.defaults().withNgrams(2, 4).withPrefixesOnly())
                  .denseVector("embedding", 3, Metric.EUCLIDEAN)
                  .sparseVector("terms")
                  .build();
          CreateDocumentIndexRequest request =
              CreateDocumentIndexRequest.builder(
                      Calls.newName("made"),
                      schema,
                      REGION.withReadCapacity(ReadCapacity.dedicated("b1", 2, 3)))
                  .tag("team", "search")
                  .deletionProtection()
                  .build();
          IndexDescription made = calls.call(CREATE_DOCUMENT_INDEX, request);

          assertEquals(Optional.of(IndexFamily.DOCUMENTS), made.family());
          assertEquals(request.spec(), made.spec());
          assertEquals(Map.of("team", "search"), made.tags());
          assertTrue(made.deletionProtection());
          assertEquals(new ControlResponses.IndexStatusResult(true, "Ready"), made.status());
          assertEquals(Optional.of(Metric.EUCLIDEAN), made.metric());
          assertEquals(OptionalInt.of(3), made.dimension());
          IndexSchema reported = made.schema().orElseThrow();
          assertEquals(schema.field("body"), reported.field("body"));
          assertEquals(schema.field("embedding"), reported.field("embedding"));
          assertEquals(schema.field("terms"), reported.field("terms"));
          SchemaField.Text code = (SchemaField.Text) reported.field("code").orElseThrow();
          assertEquals(
              Optional.of(new FullTextSearch.Ngram(2, 4, true)),
              code.fullTextSearch().orElseThrow().ngram());
          assertEquals(
              made.schema(), calls.call(DESCRIBE_INDEX, ByName.ofIndex(made.name())).schema());
        });
    section.row(
        CREATE_DOCUMENT_INDEX,
        ROUND_TRIP,
        "an embedded text reports its model",
        calls -> {
          IndexDescription made = make(calls, IndexSchema.builder().embeddedText("body").build());
          SchemaField.Text body = text(made);

          assertTrue(body.embed().orElseThrow().model().isPresent());
          assertTrue(body.embed().orElseThrow().dimension().isPresent());
          assertEquals(Optional.of(VectorType.DENSE), made.vectorType());
        });
    section.row(
        CREATE_DOCUMENT_INDEX,
        ROUND_TRIP,
        "an embedded text is stored and searched by its words, unless it is not stored",
        calls -> {
          FieldEmbedding embedding = FieldEmbedding.defaults();
          IndexSchema stored = IndexSchema.builder().embeddedText("body").build();
          IndexSchema unstored =
              IndexSchema.builder().embeddedTextWithoutStorage("body", embedding).build();

          SchemaField.Text kept = text(make(calls, stored));
          assertTrue(kept.storesText());
          assertTrue(kept.fullTextSearch().isPresent());
          SchemaField.Text dropped = text(make(calls, unstored));
          assertFalse(dropped.storesText());
          assertEquals(Optional.empty(), dropped.fullTextSearch());
          assertTrue(dropped.embed().orElseThrow().model().isPresent());
        });
    section.row(
        CREATE_DOCUMENT_INDEX,
        ROUND_TRIP,
        "a schema of the reserved fields makes a vector index",
        calls -> {
          IndexDescription made =
              make(calls, IndexSchema.builder().denseVector("_values", 2, Metric.COSINE).build());

          assertEquals(Optional.of(IndexFamily.VECTORS), made.family());
          assertEquals(Optional.of(Metric.COSINE), made.metric());
        });
  }

  private static SchemaField.Text text(IndexDescription made) {
    return (SchemaField.Text) made.schema().orElseThrow().field("body").orElseThrow();
  }

  private static void presence(Section section) {
    section.row(
        CREATE_DOCUMENT_INDEX,
        PRESENCE,
        "settings that are not given have defaults, and texts alone have no vectors",
        calls -> {
          IndexDescription made = make(calls, TEXT);

          assertEquals(Optional.empty(), made.metric());
          assertEquals(OptionalInt.empty(), made.dimension());
          assertEquals(Optional.empty(), made.vectorType());
          assertEquals(REGION.withReadCapacity(ReadCapacity.onDemand()), made.spec());
          assertEquals(Map.of(), made.tags());
          assertFalse(made.deletionProtection());
          assertEquals(Optional.empty(), made.cmekId());
        });
    section.row(
        LIST_INDEXES,
        PRESENCE,
        "indexes of all families are listed together",
        calls -> {
          IndexDescription documents = make(calls, TEXT);
          IndexDescription vectors =
              make(calls, IndexSchema.builder().sparseVector("_sparse_values").build());
          Map<String, Optional<IndexFamily>> families =
              calls.call(LIST_INDEXES, new EmptyRequest()).items().stream()
                  .collect(Collectors.toMap(IndexDescription::name, IndexDescription::family));

          assertEquals(Optional.of(IndexFamily.DOCUMENTS), families.get(documents.name()));
          assertEquals(Optional.of(IndexFamily.VECTORS), families.get(vectors.name()));
        });
  }

  private static void limits(Section section) {
    section.row(
        CREATE_DOCUMENT_INDEX,
        LIMITS,
        "the longest name, the longest field and the largest tags; a name is taken once",
        calls -> {
          CreateDocumentIndexRequest.Builder request =
              CreateDocumentIndexRequest.builder(
                  longestName(),
                  IndexSchema.builder()
                      .text("ü".repeat(32), FullTextSearch.defaults())
                      .denseVector("e", 20_000, Metric.COSINE)
                      .build(),
                  REGION);
          mostTags().forEach(request::tag);
          IndexDescription made = calls.call(CREATE_DOCUMENT_INDEX, request.build());

          assertEquals(mostTags(), made.tags());
          assertTrue(made.schema().orElseThrow().field("ü".repeat(32)).isPresent());
          assertThrows(
              AlreadyExistsException.class,
              () -> calls.call(CREATE_DOCUMENT_INDEX, request.build()));
        });
  }
}
