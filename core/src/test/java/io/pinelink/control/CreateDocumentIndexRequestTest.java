package io.pinelink.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pinelink.control.SchemaField.FieldEmbedding;
import io.pinelink.model.Fields;
import io.pinelink.model.MetadataSchema;
import io.pinelink.model.Metric;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.IndexFamily;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** The rules for an index that is created by its schema. */
class CreateDocumentIndexRequestTest {
  private static final IndexSpec SPEC = IndexSpec.serverless(Cloud.AWS, "us-east-1");
  private static final FullTextSearch FULL_TEXT = FullTextSearch.defaults();
  private static final IndexSchema SCHEMA =
      IndexSchema.builder()
          .denseVector("embedding", 384, Metric.COSINE)
          .text("title", FULL_TEXT)
          .build();

  static final List<Arguments> REFUSED =
      List.of(
          Arguments.of(IndexSchema.builder(), "schema has no fields"),
          Arguments.of(
              IndexSchema.builder().sparseVector("_terms"), "schema field name is '_terms'"),
          Arguments.of(IndexSchema.builder().sparseVector("$t"), "schema field name is '$t'"),
          Arguments.of(IndexSchema.builder().sparseVector(""), "schema field name is ''"),
          Arguments.of(
              IndexSchema.builder().sparseVector("ü".repeat(33)), "66 bytes, expected at most 64"),
          Arguments.of(
              IndexSchema.builder().denseVector("e", 0, Metric.COSINE),
              "dimension of schema field 'e' is 0, expected 1 to 20000"),
          Arguments.of(
              IndexSchema.builder().denseVector("e", 3, Metric.COSINE).embeddedText("t"),
              "schema has the dense fields [e, t], expected at most one"),
          Arguments.of(
              IndexSchema.builder().sparseVector("s").field("t", sparseEmbedded()),
              "schema has the sparse fields [s, t], expected at most one"),
          Arguments.of(
              IndexSchema.builder().sparseVector("_values"), "schema field '_values' is not dense"),
          Arguments.of(
              IndexSchema.builder().text("_values", FULL_TEXT),
              "schema field '_values' is not dense"),
          Arguments.of(
              IndexSchema.builder().denseVector("_sparse_values", 3, Metric.COSINE),
              "schema field '_sparse_values' is not sparse"),
          Arguments.of(
              IndexSchema.builder()
                  .field(
                      "_values",
                      new SchemaField.DenseVector(3, Metric.COSINE, Optional.of("meaning"))),
              "schema field '_values' has a description, expected none"),
          Arguments.of(
              IndexSchema.builder()
                  .field("_sparse_values", new SchemaField.SparseVector(Optional.of("words"))),
              "schema field '_sparse_values' has a description, expected none"),
          Arguments.of(
              IndexSchema.builder().denseVector("_values", 3, Metric.COSINE).sparseVector("terms"),
              "schema field 'terms' is beside a reserved field"),
          Arguments.of(
              IndexSchema.builder().text("body", FULL_TEXT).sparseVector("_sparse_values"),
              "schema field 'body' is beside a reserved field"),
          Arguments.of(
              IndexSchema.builder().text("t", FULL_TEXT.withStopWords()),
              "schema field 't' removes stop words without stemming"),
          Arguments.of(
              IndexSchema.builder().text("t", FullTextSearch.defaults().withNgrams(0, 3)),
              "minimum n-gram of schema field 't' is 0, expected 1 to 10"),
          Arguments.of(
              IndexSchema.builder().text("t", FullTextSearch.defaults().withNgrams(4, 3)),
              "maximum n-gram of schema field 't' is 3, expected 4 to 10"),
          Arguments.of(
              IndexSchema.builder()
                  .text("t", FullTextSearch.defaults().withNgrams(2, 3).withStemming()),
              "schema field 't' has both n-grams and stemming"),
          Arguments.of(
              IndexSchema.builder().text("t", ngrams("de")),
              "schema field 't' has n-grams in the language 'de', expected 'en'"),
          Arguments.of(
              IndexSchema.builder().field("t", new SchemaField.Filterable(Optional.of("string"))),
              "schema field 't' is metadata"),
          Arguments.of(
              IndexSchema.builder()
                  .field("s", new SchemaField.SparseVector(Optional.of("ä".repeat(129)))),
              "description of schema field 's' has 258 bytes, expected at most 256"),
          Arguments.of(
              IndexSchema.builder()
                  .field(
                      "t",
                      new SchemaField.Text(
                          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())),
              "schema field 't' has neither full-text search nor an embedding"),
          Arguments.of(
              IndexSchema.builder()
                  .field(
                      "t",
                      new SchemaField.Text(
                          Optional.of(FullTextSearch.defaults()),
                          Optional.of(FieldEmbedding.defaults()),
                          Optional.empty(),
                          false,
                          Optional.empty())),
              "schema field 't' has full-text search and does not store its text"),
          Arguments.of(
              IndexSchema.builder()
                  .field(
                      "t",
                      new SchemaField.Text(
                          Optional.empty(),
                          Optional.empty(),
                          Optional.empty(),
                          false,
                          Optional.empty())),
              "schema field 't' has neither full-text search nor an embedding"));

  private static FullTextSearch ngrams(String language) {
    return new FullTextSearch(
        Optional.of(language), false, false, FullTextSearch.defaults().withNgrams(2, 3).ngram());
  }

  private static SchemaField sparseEmbedded() {
    return new SchemaField.Text(
        Optional.empty(),
        Optional.empty(),
        Optional.of(FieldEmbedding.defaults()),
        Optional.empty());
  }

  @ParameterizedTest
  @FieldSource("REFUSED")
  void anInvalidSchemaIsRefused(IndexSchema.Builder schema, String message) {
    assertThatIllegalArgumentException().isThrownBy(schema::build).withMessageContaining(message);
  }

  @Test
  void anEmbeddedTextIsStoredUnlessTheSchemaDeclinesIt() {
    IndexSchema schema =
        IndexSchema.builder()
            .embeddedTextWithoutStorage("t", FieldEmbedding.ofModel("llama-text-embed-v2"))
            .build();

    assertThat(schema.field("t"))
        .get(InstanceOfAssertFactories.type(SchemaField.Text.class))
        .extracting(SchemaField.Text::storesText)
        .isEqualTo(false);
    assertThat(IndexSchema.builder().embeddedText("t").build().field("t"))
        .get(InstanceOfAssertFactories.type(SchemaField.Text.class))
        .extracting(SchemaField.Text::storesText)
        .isEqualTo(true);
  }

  @Test
  void ngramsAreAvailableForEnglish() {
    IndexSchema schema = IndexSchema.builder().text("t", ngrams("en")).build();

    assertThat(schema.fields()).containsOnlyKeys("t");
  }

  @Test
  void prefixesNeedNgrams() {
    assertThatIllegalStateException()
        .isThrownBy(FULL_TEXT::withPrefixesOnly)
        .withMessage("words are not split into parts, expected n-grams for prefixes");
    assertThat(FullTextSearch.defaults().withNgrams(2, 3).withPrefixesOnly().ngram())
        .contains(new FullTextSearch.Ngram(2, 3, true));
  }

  @Test
  void aFieldOfAnUnknownKindIsNotChecked() {
    IndexSchema schema =
        IndexSchema.builder()
            .field("place", new SchemaField.Other(Fields.of("type", "geo_point")))
            .build();

    assertThat(schema.family()).isEqualTo(IndexFamily.DOCUMENTS);
  }

  @Test
  void aSchemaOfReservedFieldsIsForVectors() {
    IndexSchema dense = IndexSchema.builder().denseVector("_values", 3, Metric.COSINE).build();
    IndexSchema sparse = IndexSchema.builder().sparseVector("_sparse_values").build();
    IndexSchema both =
        IndexSchema.builder()
            .denseVector("_values", 3, Metric.COSINE)
            .sparseVector("_sparse_values")
            .build();

    assertThat(List.of(dense, sparse, both))
        .allSatisfy(schema -> assertThat(schema.family()).isEqualTo(IndexFamily.VECTORS));
  }

  @Test
  void unknownMetadataFieldsDoNotMakeAVectorIndexADocumentIndex() {
    IndexSchema schema =
        IndexSchema.builder()
            .denseVector("_values", 3, Metric.COSINE)
            .field("place", new SchemaField.Other(Fields.of("type", "geo_point")))
            .build();

    assertThat(schema.family()).isEqualTo(IndexFamily.VECTORS);
  }

  @Test
  void aRequestHasWhatItWasBuiltWith() {
    CreateDocumentIndexRequest request =
        CreateDocumentIndexRequest.builder("articles", SCHEMA, SPEC)
            .deletionProtection()
            .tag("team", "search")
            .build();

    assertThat(request.schema()).isEqualTo(SCHEMA);
    assertThat(request.spec()).isEqualTo(SPEC);
    assertThat(request.deletionProtection()).isTrue();
    assertThat(request.tags()).isEqualTo(Map.of("team", "search"));
    assertThat(request.cmekId()).isEmpty();
    assertThat(request)
        .hasToString("CreateDocumentIndexRequest[articles, IndexSchema[embedding, title]]");
  }

  @Test
  void specsWithTheirOwnFieldsAreRefused() {
    List<IndexSpec> refused =
        List.<IndexSpec>of(
            IndexSpec.pod("e", "p1.x1"),
            IndexSpec.serverless(Cloud.AWS, "r").withSchema(MetadataSchema.of("a")),
            IndexSpec.serverless(Cloud.AWS, "r").fromCollection("old"),
            IndexSpec.byoc("e"),
            IndexSpec.byoc("e").withReadCapacity(ReadCapacity.onDemand()),
            new IndexSpec.Other("moon"));
    for (IndexSpec spec : refused) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CreateDocumentIndexRequest.builder("articles", SCHEMA, spec))
          .withMessageStartingWith("spec ");
    }
    assertThat(
            CreateDocumentIndexRequest.builder(
                    "articles",
                    SCHEMA,
                    IndexSpec.byoc("e").withReadCapacity(ReadCapacity.dedicated("b1", 1, 1)))
                .build()
                .spec())
        .isInstanceOf(IndexSpec.Byoc.class);
  }

  @Test
  void aCustomerManagedKeyExcludesFullText() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> CreateDocumentIndexRequest.builder("articles", SCHEMA, SPEC).cmekId("k-1"))
        .withMessageContaining("cmekId is given and the schema has full-text search");
    IndexSchema vectors = IndexSchema.builder().denseVector("e", 3, Metric.COSINE).build();
    assertThat(
            CreateDocumentIndexRequest.builder("articles", vectors, SPEC)
                .cmekId("k-1")
                .build()
                .cmekId())
        .contains("k-1");
  }
}
