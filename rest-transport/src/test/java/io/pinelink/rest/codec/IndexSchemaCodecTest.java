package io.pinelink.rest.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.ReadCapacity;
import io.pinelink.control.SchemaField;
import io.pinelink.control.SchemaField.FieldEmbedding;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.Fields;
import io.pinelink.model.MetadataSchema;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.VectorType;
import io.pinelink.rest.Calls;
import io.pinelink.rest.json.Json;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.IndexFamily;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The index model of API version 2026-07, in all its forms. */
class IndexSchemaCodecTest {
  private static final ResponseInfo INFO =
      VectorResponses.info(null, "", null, null, Calls.local(1), Protocol.REST, 1);
  private static final String BASE =
      "'name':'n','status':{'ready':true,'state':'Ready'},'deletion_protection':'disabled',";
  private static final String MANAGED =
      "'deployment':{'deployment_type':'managed','cloud':'aws','region':'us-east-1',"
          + "'environment':'e'},";

  @Test
  void aDenseIndexForVectorsReportsBothReservedFields() throws IOException {
    IndexDescription index =
        index(
            MANAGED
                + "'schema':{'fields':{'_values':{'type':'dense_vector','dimension':384,"
                + "'metric':'cosine'},'_sparse_values':{'type':'sparse_vector'}}}");

    assertThat(index.family()).contains(IndexFamily.VECTORS);
    assertThat(index.metric()).contains(Metric.COSINE);
    assertThat(index.dimension()).hasValue(384);
    assertThat(index.vectorType()).contains(VectorType.DENSE);
    assertThat(index.spec()).isEqualTo(IndexSpec.serverless(Cloud.AWS, "us-east-1"));
  }

  @Test
  void aSparseIndexHasNoDimension() throws IOException {
    IndexDescription index =
        index(MANAGED + "'schema':{'fields':{'_sparse_values':{'type':'sparse_vector'}}}");

    assertThat(index.family()).contains(IndexFamily.VECTORS);
    assertThat(index.metric()).contains(Metric.DOT_PRODUCT);
    assertThat(index.vectorType()).contains(VectorType.SPARSE);
    assertThat(index.dimension()).isEmpty();
  }

  @Test
  void metadataFieldsOfAClassicIndexAreThoseThatFiltersCanUse() throws IOException {
    IndexDescription index =
        index(
            MANAGED
                + "'schema':{'fields':{'_values':{'type':'dense_vector','dimension':3,"
                + "'metric':'euclidean'},'lang':{'filterable':true},'year':{'type':'float',"
                + "'filterable':true}}}");

    assertThat(index.family()).contains(IndexFamily.VECTORS);
    assertThat(index.spec())
        .isEqualTo(
            IndexSpec.serverless(Cloud.AWS, "us-east-1")
                .withSchema(MetadataSchema.of("lang", "year")));
  }

  @Test
  void anIndexForRecordsHasItsEmbeddingInTheSchema() throws IOException {
    IndexDescription index =
        index(
            MANAGED
                + "'schema':{'fields':{'chunk':{'type':'semantic_text','model':'m','dimension':"
                + "1024,'metric':'cosine','read_parameters':{'input_type':'query'},"
                + "'write_parameters':{'truncate':'END'}},'lang':{'filterable':true}}}");

    assertThat(index.family()).contains(IndexFamily.RECORDS);
    assertThat(index.dimension()).hasValue(1024);
    assertThat(index.embed())
        .hasValueSatisfying(
            embed -> {
              assertThat(embed.model()).isEqualTo("m");
              assertThat(embed.textField()).contains("chunk");
              assertThat(embed.vectorType()).isEqualTo(VectorType.DENSE);
              assertThat(embed.readParameters()).isEqualTo(Fields.of("input_type", "query"));
            });
  }

  @Test
  void aDocumentIndexHasItsFieldsInOrder() throws IOException {
    IndexDescription index =
        index(
            MANAGED
                + "'schema':{'fields':{'gloss':{'type':'string','description':'d',"
                + "'full_text_search':{'language':'en','stemming':true,'stop_words':false}},"
                + "'part':{'type':'string','full_text_search':{'ngram':{'min_gram':2,'max_gram':4,"
                + "'prefix_only':true}}},'embedding':{'type':'dense_vector','dimension':'384',"
                + "'metric':'dotproduct'},'terms':{'type':'sparse_vector'}}}");

    assertThat(index.family()).contains(IndexFamily.DOCUMENTS);
    assertThat(index.vectorType()).contains(VectorType.DENSE);
    assertThat(index.metric()).contains(Metric.DOT_PRODUCT);
    IndexSchema schema = index.schema().orElseThrow();
    assertThat(schema.fields().keySet()).containsExactly("gloss", "part", "embedding", "terms");
    assertThat(schema.field("gloss"))
        .contains(
            new SchemaField.Text(
                Optional.of(FullTextSearch.defaults().withLanguage("en").withStemming()),
                Optional.empty(),
                Optional.empty(),
                Optional.of("d")));
    assertThat(schema.field("part"))
        .contains(
            new SchemaField.Text(
                Optional.of(FullTextSearch.defaults().withNgrams(2, 4).withPrefixesOnly()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    assertThat(schema.field("embedding"))
        .contains(new SchemaField.DenseVector(384, Metric.DOT_PRODUCT, Optional.empty()));
    assertThat(schema.field("missing")).isEmpty();
  }

  @Test
  void anEmbeddedStringIsAVectorField() throws IOException {
    IndexDescription index =
        index(
            MANAGED
                + "'schema':{'fields':{'body':{'type':'string','full_text_search':{},'embed':"
                + "{'model':'llama','dimension':1024,'metric':'cosine'},'sparse_embed':{}}}}");

    assertThat(index.family()).contains(IndexFamily.DOCUMENTS);
    assertThat(index.vectorType()).contains(VectorType.DENSE);
    assertThat(index.dimension()).hasValue(1024);
    assertThat(index.schema().orElseThrow().field("body"))
        .contains(
            new SchemaField.Text(
                Optional.of(FullTextSearch.defaults()),
                Optional.of(
                    new FieldEmbedding(
                        Optional.of("llama"),
                        OptionalInt.of(1024),
                        Optional.of(Metric.COSINE),
                        Fields.empty(),
                        Fields.empty())),
                Optional.of(FieldEmbedding.defaults()),
                Optional.empty()));
  }

  @Test
  void anEmbeddedTextMayNotBeStored() throws IOException {
    IndexDescription index =
        index(
            MANAGED
                + "'schema':{'fields':{'body':{'type':'string','embed':{'model':'llama'},"
                + "'store_text':false},'kept':{'type':'string','sparse_embed':{},"
                + "'full_text_search':{},'store_text':true}}}}");
    IndexSchema schema = index.schema().orElseThrow();

    assertThat(schema.field("body"))
        .contains(
            new SchemaField.Text(
                Optional.empty(),
                Optional.of(FieldEmbedding.ofModel("llama")),
                Optional.empty(),
                false,
                Optional.empty()));
    assertThat(((SchemaField.Text) schema.field("kept").orElseThrow()).storesText()).isTrue();
  }

  @Test
  void aDocumentIndexOfTextsAloneHasNoVectors() throws IOException {
    IndexDescription index =
        index(MANAGED + "'schema':{'fields':{'t':{'type':'string','full_text_search':{}}}}");

    assertThat(index.family()).contains(IndexFamily.DOCUMENTS);
    assertThat(index.metric()).isEmpty();
    assertThat(index.vectorType()).isEmpty();
    assertThat(index.dimension()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'geo_point','srid':4326}",
        "{'type':'dense_vector','metric':'cosine'}",
        "{'dimension':3}",
      })
  void aFieldOfAnUnknownFormIsKeptAsItIs(String definition) throws IOException {
    IndexDescription index =
        index(MANAGED + "'schema':{'fields':{'place':" + definition + "},'new':[1]}");

    assertThat(index.family()).contains(IndexFamily.DOCUMENTS);
    assertThat(index.schema().orElseThrow().field("place"))
        .containsInstanceOf(SchemaField.Other.class)
        .hasValueSatisfying(
            field ->
                assertThat(((SchemaField.Other) field).definition().toJson())
                    .isEqualTo(definition.replace('\'', '"')));
  }

  @Test
  void placeAndCapacityAreReadIntoTheSpec() throws IOException {
    assertThat(
            index(
                    "'deployment':{'deployment_type':'byoc','environment':'aws-1'},"
                        + "'read_capacity':{'mode':'Dedicated','dedicated':{'node_type':'b1',"
                        + "'scaling':'Manual','manual':{'replicas':2,'shards':1}},'status':"
                        + "{'state':'Scaling','current_replicas':null,'current_shards':1}}")
                .spec())
        .isEqualTo(IndexSpec.byoc("aws-1").withReadCapacity(ReadCapacity.dedicated("b1", 1, 2)));
    assertThat(
            index(
                    "'deployment':{'deployment_type':'pod','environment':'us-1','pod_type':'p1.x2',"
                        + "'replicas':2,'shards':3},'source_collection':'old'")
                .spec())
        .isEqualTo(
            IndexSpec.pod("us-1", "p1.x2").withReplicas(2).withShards(3).fromCollection("old"));
    assertThat(index("'deployment':{'deployment_type':'moon'}").spec())
        .isEqualTo(new IndexSpec.Other("moon"));
  }

  @Test
  void theCapacityHasAStatus() throws IOException {
    assertThat(
            index(
                    MANAGED
                        + "'read_capacity':{'mode':'OnDemand','status':{'state':'Ready',"
                        + "'current_replicas':null,'current_shards':null}}")
                .readCapacityStatus())
        .contains(
            new ControlResponses.ReadCapacityStatusResult(
                "Ready", OptionalInt.empty(), OptionalInt.empty(), Optional.empty()));
  }

  @Test
  void sourceBackupAndKeyAreRead() throws IOException {
    IndexDescription index = index(MANAGED + "'source_backup_id':'b-1','cmek_id':'k-1'");

    assertThat(index.sourceBackupId()).contains("b-1");
    assertThat(index.cmekId()).contains("k-1");
  }

  /** The description of a document index in an older version is not documented. */
  @Test
  void anIndexWithNeitherSchemaNorMetricHasNoKnownFamily() throws IOException {
    IndexDescription index = index("'host':'h.svc.e.pinecone.io'");

    assertThat(index.family()).isEmpty();
    assertThat(index.spec()).isEqualTo(new IndexSpec.Other(""));
    assertThat(index.host()).contains("h.svc.e.pinecone.io");
  }

  @Test
  void oneDocumentIndexInAProjectDoesNotBreakTheList() throws IOException {
    String classic =
        "{"
            + BASE
            + "'metric':'cosine','dimension':3,'spec':{'serverless':{'cloud':'aws','region':'r'}}}";
    String documents =
        "{" + BASE + MANAGED + "'schema':{'fields':{'t':{'type':'string','full_text_search':{}}}}}";

    try (JsonReader json = reader("{'indexes':[" + classic + "," + documents + "]}")) {
      assertThat(IndexCodec.indexList(json, INFO).items())
          .extracting(IndexDescription::family)
          .isEqualTo(List.of(Optional.of(IndexFamily.VECTORS), Optional.of(IndexFamily.DOCUMENTS)));
    }
  }

  @Test
  void tagsMayBeNull() throws IOException {
    assertThat(index("'tags':null").tags()).isEqualTo(Map.of());
  }

  private static IndexDescription index(String members) throws IOException {
    try (JsonReader json = reader("{" + BASE + members.replaceAll(",$", "") + "}")) {
      return IndexCodec.index(json, INFO);
    }
  }

  private static JsonReader reader(String json) throws IOException {
    return Json.reader(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
