package io.pinelink.server.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests indexes that are created by their schema, under API version 2026-07. */
class SchemaIndexesTest {
  private static final String TEXT = "{'title':{'type':'string','full_text_search':{}}}";
  private static final String DEDICATED =
      "{'mode':'Dedicated','dedicated':{'node_type':'b1','scaling':'Manual',"
          + "'manual':{'shards':2,'replicas':1}}}";

  private final ControlPlaneUnderTest pinecone = new ControlPlaneUnderTest(new Regions(true));

  @BeforeEach
  void speakNewVersion() {
    pinecone.version("2026-07");
  }

  private JsonNode create(String fields, String more) {
    return pinecone.succeed(
        201, "POST", "/indexes", "{'schema':{'fields':" + fields + "}" + more + "}");
  }

  private void refuse(int status, String reason, String body) {
    pinecone.fail(
        status,
        status == 422 ? "UNPROCESSABLE_ENTITY" : status == 404 ? "NOT_FOUND" : "INVALID_ARGUMENT",
        reason,
        "POST",
        "/indexes",
        body);
  }

  private static String text(JsonNode json) {
    return json.toString().replace('"', '\'');
  }

  @Test
  void aDocumentIndexIsDescribedInFull() {
    JsonNode created =
        create(
            "{'title':{'type':'string','full_text_search':{},'description':'what'},"
                + "'v':{'type':'dense_vector','dimension':3,'metric':'dotproduct'},"
                + "'s':{'type':'sparse_vector','description':'words'}}",
            ",'name':'docs','tags':{'team':'a,b!'},'deletion_protection':'enabled'");

    assertThat(text(created.path("schema")))
        .isEqualTo(
            "{'fields':{'title':{'type':'string','full_text_search':{'language':'en',"
                + "'stemming':false,'stop_words':false},'description':'what'},"
                + "'v':{'type':'dense_vector','dimension':3,'metric':'dotproduct'},"
                + "'s':{'type':'sparse_vector','description':'words'}}}");
    assertThat(text(created.path("deployment")))
        .isEqualTo("{'deployment_type':'managed','cloud':'aws','region':'us-east-1'}");
    assertThat(text(created.path("read_capacity")))
        .isEqualTo("{'mode':'OnDemand','status':{'state':'Ready'}}");
    assertThat(created.path("name").textValue()).isEqualTo("docs");
    assertThat(text(created.path("tags"))).isEqualTo("{'team':'a,b!'}");
    assertThat(created.path("deletion_protection").textValue()).isEqualTo("enabled");
    for (String gone : new String[] {"dimension", "metric", "vector_type", "spec", "embed"}) {
      assertThat(created.has(gone)).as(gone).isFalse();
    }
    assertThat(pinecone.get("/indexes/docs")).isEqualTo(created);
    assertThat(pinecone.get("/indexes").at("/indexes/0")).isEqualTo(created);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2025-10", "2026-04"})
  void olderVersionsDescribeADocumentIndexWithoutVectorsAndSpec(String version) {
    create(TEXT, ",'name':'docs'");
    pinecone.version(version);

    JsonNode model = pinecone.get("/indexes/docs");
    assertThat(model.fieldNames())
        .toIterable()
        .containsExactly("id", "name", "host", "status", "deletion_protection", "tags");
    assertThat(pinecone.get("/indexes").at("/indexes/0")).isEqualTo(model);
  }

  @Test
  void anIndexWithoutANameGetsOne() {
    assertThat(create(TEXT, "").path("name").textValue()).matches("index-[0-9a-f]{8}");
  }

  @Test
  void reservedFieldsMakeAnIndexForVectors() {
    create(
        "{'_values':{'type':'dense_vector','dimension':3,'metric':'euclidean'}}",
        ",'name':'dense'");
    create("{'_sparse_values':{'type':'sparse_vector'}}", ",'name':'sparse'");
    create(
        "{'_values':{'type':'dense_vector','dimension':3,'metric':'dotproduct'},"
            + "'_sparse_values':{'type':'sparse_vector'}}",
        ",'name':'both'");

    assertThat(text(pinecone.get("/indexes/dense").at("/schema/fields")))
        .isEqualTo(
            "{'_values':{'type':'dense_vector','dimension':3,'metric':'euclidean'},"
                + "'_sparse_values':{'type':'sparse_vector'}}");
    pinecone.version("2025-10");
    JsonNode dense = pinecone.get("/indexes/dense");
    assertThat(dense.path("metric").textValue()).isEqualTo("euclidean");
    assertThat(dense.path("dimension").intValue()).isEqualTo(3);
    assertThat(dense.at("/spec/serverless/region").textValue()).isEqualTo("us-east-1");
    assertThat(pinecone.get("/indexes/sparse").path("vector_type").textValue()).isEqualTo("sparse");
    assertThat(pinecone.get("/indexes/both").path("metric").textValue()).isEqualTo("dotproduct");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | {'language':'en','stemming':false,'stop_words':false}",
        "{'language':'de'} | {'language':'de','stemming':false,'stop_words':false}",
        "{'stemming':true,'stop_words':true} | {'language':'en','stemming':true,'stop_words':true}",
        "{'ngram':{'min_gram':2,'max_gram':4}} | {'language':'en','stemming':false,"
            + "'stop_words':false,'ngram':{'min_gram':2,'max_gram':4,'prefix_only':false}}",
        "{'language':'de','ngram':{'min_gram':1,'max_gram':10,'prefix_only':true}} |"
            + " {'language':'en','stemming':false,'stop_words':false,"
            + "'ngram':{'min_gram':1,'max_gram':10,'prefix_only':true}}"
      })
  void theAnalysisOfATextIsDescribedInFull(String settings, String described) {
    assertThat(
            text(
                create("{'t':{'type':'string','full_text_search':" + settings + "}}", "")
                    .at("/schema/fields/t/full_text_search")))
        .isEqualTo(described);
  }

  @Test
  void anEmbeddedTextIsDescribedWithItsModelsAndFullText() {
    JsonNode fields =
        create(
                "{'t':{'type':'string','embed':{},'sparse_embed':{}},"
                    + "'u':{'type':'string','full_text_search':{'language':'fr'}}}",
                "")
            .at("/schema/fields");

    assertThat(text(fields.at("/t/full_text_search")))
        .isEqualTo("{'language':'en','stemming':false,'stop_words':false}");
    assertThat(text(fields.at("/t/embed")))
        .isEqualTo(
            "{'model':'llama-text-embed-v2','dimension':1024,'metric':'cosine',"
                + "'read_parameters':{'input_type':'query','truncate':'END','dimension':1024},"
                + "'write_parameters':{'input_type':'passage','truncate':'END','dimension':1024}}");
    assertThat(fields.at("/t/sparse_embed/model").textValue())
        .isEqualTo("pinecone-sparse-english-v0");
    assertThat(fields.at("/t/sparse_embed/metric").textValue()).isEqualTo("dotproduct");
    assertThat(fields.at("/t/sparse_embed").has("dimension")).isFalse();
    assertThat(fields.path("u").has("embed")).isFalse();
  }

  @Test
  void anEmbeddingUsesTheSettingsOfItsModel() {
    JsonNode embed =
        create(
                "{'t':{'type':'string','embed':{'model':'llama-text-embed-v2','dimension':512,"
                    + "'metric':'dotproduct','read_parameters':{'truncate':'START'}}}}",
                "")
            .at("/schema/fields/t/embed");

    assertThat(embed.path("dimension").intValue()).isEqualTo(512);
    assertThat(embed.path("metric").textValue()).isEqualTo("dotproduct");
    assertThat(embed.at("/read_parameters/truncate").textValue()).isEqualTo("START");
    assertThat(embed.at("/write_parameters/truncate").textValue()).isEqualTo("END");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {} | schema.fields is empty",
        "422 | {'a':1} | schema.fields.a: invalid type, expected an object",
        "422 | {'a':{}} | missing field `schema.fields.a.type`",
        "422 | {'a':{'type':'vector'}} | unknown variant `vector`",
        "400 | {'$a':{'type':'sparse_vector'}} | must not start with $ or _",
        "400 | {'_a':{'type':'sparse_vector'}} | must not start with $ or _",
        "400 | {'':{'type':'sparse_vector'}} | has a name of 0 bytes, expected 1 to 64",
        "400 | {'_values':{'type':'sparse_vector'}} | has type sparse_vector, expected dense_vector",
        "400 | {'_sparse_values':{'type':'string'}} | has type string, expected sparse_vector",
        "400 | {'_sparse_values':{'type':'sparse_vector'},'a':{'type':'sparse_vector'}} | reserved for indexes of vectors",
        "400 | {'_sparse_values':{'type':'sparse_vector','description':'x'}} | cannot have a description",
        "400 | {'_sparse_values':{'type':'sparse_vector','metric':'dotproduct'}} | Unknown field",
        "422 | {'_values':{'type':'dense_vector','dimension':3}} | missing field `schema.fields._values.metric`",
        "422 | {'v':{'type':'dense_vector','metric':'cosine'}} | missing field `schema.fields.v.dimension`",
        "422 | {'v':{'type':'dense_vector','dimension':2}} | missing field `schema.fields.v.metric`",
        "400 | {'v':{'type':'dense_vector','dimension':2,'metric':'l2'}} | Metric must be cosine",
        "400 | {'v':{'type':'dense_vector','dimension':0,'metric':'cosine'}} | dimension is 0, expected 1 to 20000",
        "400 | {'v':{'type':'dense_vector','dimension':20001,'metric':'cosine'}} | dimension is 20001",
        "400 | {'v':{'type':'dense_vector','dimension':2,'metric':'cosine','x':1}} | Unknown field `schema.fields.v.x`",
        "400 | {'s':{'type':'sparse_vector','metric':'dotproduct'}} | Unknown field `schema.fields.s.metric`",
        "400 | {'s':{'type':'sparse_vector','dimension':2}} | Unknown field `schema.fields.s.dimension`",
        "400 | {'s':{'type':'string'}} | needs full_text_search, embed or sparse_embed",
        "400 | {'s':{'type':'string','filterable':true}} | Unknown field `schema.fields.s.filterable`",
        "400 | {'s':{'type':'float'}} | metadata fields are filterable without being declared",
        "400 | {'s':{'type':'boolean'}} | metadata fields",
        "400 | {'s':{'type':'string_list'}} | metadata fields",
        "400 | {'s':{'type':'semantic_text'}} | POST /indexes/create-for-model",
        "400 | {'a':{'type':'sparse_vector'},'b':{'type':'sparse_vector'}} | fields with sparse_vector or sparse_embed are [a, b], expected at most one",
        "400 | {'a':{'type':'sparse_vector'},'b':{'type':'string','sparse_embed':{}}} | are [a, b]",
        "400 | {'a':{'type':'dense_vector','dimension':2,'metric':'cosine'},'b':{'type':'string','embed':{}}} | fields with dense_vector or embed are [a, b]",
        "400 | {'a':{'type':'string','embed':{}},'b':{'type':'string','embed':{}}} | are [a, b]"
      })
  void aSchemaIsChecked(int status, String fields, String reason) {
    refuse(status, reason, "{'schema':{'fields':" + fields + "}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {'stop_words':true} | stop_words is true, expected stemming to be true as well",
        "400 | {'ngram':{'min_gram':1,'max_gram':2},'stemming':true} | stemming is true, expected false with ngram",
        "400 | {'ngram':{'min_gram':1,'max_gram':2},'stop_words':true} | stop_words is true, expected",
        "400 | {'ngram':{'min_gram':1,'max_gram':2},'language':'xx'} | language is 'xx'",
        "400 | {'ngram':{'min_gram':0,'max_gram':2}} | min_gram is 0, expected 1 to 10",
        "400 | {'ngram':{'min_gram':11,'max_gram':11}} | min_gram is 11, expected 1 to 10",
        "400 | {'ngram':{'min_gram':3,'max_gram':2}} | max_gram is 2, expected 3 to 10",
        "400 | {'ngram':{'min_gram':3,'max_gram':11}} | max_gram is 11",
        "422 | {'ngram':{'max_gram':2}} | missing field `schema.fields.t.full_text_search.ngram.min_gram`",
        "400 | {'ngram':{'min_gram':1,'max_gram':2,'x':1}} | Unknown field",
        "400 | {'analyzer':'standard'} | Unknown field `schema.fields.t.full_text_search.analyzer`",
        "422 | {'stemming':'yes'} | invalid type, expected a boolean",
        "422 | true | expected an object"
      })
  void theAnalysisOfATextIsChecked(int status, String settings, String reason) {
    refuse(
        status,
        reason,
        "{'schema':{'fields':{'t':{'type':'string','full_text_search':" + settings + "}}}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | 'embed':{'model':'unknown'} | Model unknown not found",
        "400 | 'embed':{'model':'bge-reranker-v2-m3'} | does not embed",
        "400 | 'embed':{'model':'pinecone-sparse-english-v0'} | expected a dense one",
        "400 | 'sparse_embed':{'model':'llama-text-embed-v2'} | expected a sparse one",
        "400 | 'embed':{'dimension':7} | Dimension 7 is not supported",
        "400 | 'sparse_embed':{'dimension':7} | Dimension 7 is not supported",
        "400 | 'embed':{'metric':'euclidean'} | Metric euclidean is not supported",
        "400 | 'embed':{'read_parameters':{'x':1}} | Parameter 'x' is unknown",
        "400 | 'embed':{'field_map':{'text':'t'}} | Unknown field `schema.fields.t.embed.field_map`"
      })
  void anEmbeddingIsChecked(int status, String embedding, String reason) {
    refuse(status, reason, "{'schema':{'fields':{'t':{'type':'string'," + embedding + "}}}}");
  }

  @Test
  void namesAndDescriptionsAreLimitedInBytes() {
    create(
        "{'"
            + "ä".repeat(32)
            + "':{'type':'sparse_vector','description':'"
            + "ä".repeat(128)
            + "'}}",
        "");

    refuse(
        400,
        "has a name of 65 bytes, expected 1 to 64",
        "{'schema':{'fields':{'" + "ä".repeat(32) + "a':{'type':'sparse_vector'}}}}");
    refuse(
        400,
        "description has 257 bytes, expected at most 256",
        "{'schema':{'fields':{'s':{'type':'sparse_vector','description':'"
            + "ä".repeat(128)
            + "a'}}}}");
  }

  @Test
  void aSchemaHasAtMost100FullTextFields() {
    create(texts(100), "");
    refuse(
        400,
        "schema.fields has 101 full-text fields, expected at most 100",
        "{'schema':{'fields':" + texts(101) + "}}");
  }

  private static String texts(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "'t" + i + "':{'type':'string','full_text_search':{}}")
        .collect(Collectors.joining(",", "{", "}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "422 | {'name':'docs'} | missing field `schema`",
        "422 | {'schema':{}} | missing field `schema.fields`",
        "400 | {'schema':{'fields':TEXT,'version':1}} | Unknown field `schema.version`",
        "400 | {'schema':{'fields':TEXT},'x':1} | Unknown field `x`",
        "400 | {'schema':{'fields':TEXT},'dimension':3} | Field `dimension` does not exist since API version 2026-07: declare it in a dense_vector field",
        "400 | {'metric':'cosine'} | Field `metric` does not exist",
        "400 | {'vector_type':'dense'} | Field `vector_type` does not exist",
        "400 | {'name':'a','dimension':3,'spec':{'serverless':{'cloud':'aws','region':'us-east-1'}}} | does not exist since",
        "400 | {'spec':null} | use deployment and read_capacity",
        "400 | {'source_collection':'c'} | under an earlier API version",
        "400 | {'source_backup_id':'b'} | restore the backup",
        "400 | {'schema':{'fields':TEXT},'name':'Docs'} | Name must consist of",
        "400 | {'schema':{'fields':TEXT},'name':''} | Name must be 1 to 45",
        "400 | {'schema':{'fields':TEXT},'cmek_id':'k'} | cmek_id cannot be combined with full-text fields, which are [title]",
        "400 | {'schema':{'fields':TEXT},'tags':{'a b':'c'}} | Invalid tag key",
        "400 | {'schema':{'fields':TEXT},'tags':{'a':'ä'}} | Invalid value of tag",
        "422 | {'schema':{'fields':TEXT},'deletion_protection':'yes'} | unknown variant `yes`"
      })
  void invalidRequestsAreRefused(int status, String body, String reason) {
    refuse(status, reason, body.replace("TEXT", TEXT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "422 | 'deployment':{} | missing field `deployment.deployment_type`",
        "422 | 'deployment':{'deployment_type':'serverless'} | unknown variant `serverless`",
        "422 | 'deployment':{'deployment_type':'managed','cloud':'aws'} | missing field `deployment.region`",
        "404 | 'deployment':{'deployment_type':'managed','cloud':'aws','region':'mars'} | region: mars not found",
        "400 | 'deployment':{'deployment_type':'managed','cloud':'aws','region':'us-east-1','environment':'e'} | Unknown field `deployment.environment`",
        "400 | 'deployment':{'deployment_type':'pod','environment':'e','pod_type':'p1.x1'} | send an X-Pinecone-Api-Version before 2026-07",
        "400 | 'deployment':{'deployment_type':'byoc','environment':'e'} | expected Dedicated for a byoc deployment",
        "400 | 'deployment':{'deployment_type':'byoc','environment':'e'},'read_capacity':{'mode':'OnDemand'} | expected Dedicated",
        "400 | 'deployment':{'deployment_type':'byoc','environment':''},'read_capacity':DEDICATED | environment is not the name of an environment",
        "400 | 'deployment':{'deployment_type':'byoc','environment':' '},'read_capacity':DEDICATED | environment is not the name of an environment",
        "422 | 'deployment':{'deployment_type':'byoc'},'read_capacity':DEDICATED | missing field `deployment.environment`",
        "422 | 'read_capacity':{'mode':'Dedicated'} | missing field `read_capacity.dedicated`",
        "400 | 'read_capacity':{'mode':'OnDemand','x':1} | Unknown field `read_capacity.x`",
        "422 | 'read_capacity':{'mode':'Dedicated','dedicated':{'node_type':'b1'}} | missing field `read_capacity.dedicated.scaling`"
      })
  void aDeploymentIsChecked(int status, String members, String reason) {
    refuse(
        status,
        reason,
        "{'schema':{'fields':{'s':{'type':'sparse_vector'}}},"
            + members.replace("DEDICATED", DEDICATED)
            + "}");
  }

  @Test
  void aByocIndexStatesDedicatedCapacity() {
    JsonNode model =
        create(
            TEXT,
            ",'deployment':{'deployment_type':'byoc','environment':'own'},'read_capacity':"
                + DEDICATED);

    assertThat(text(model.path("deployment")))
        .isEqualTo("{'deployment_type':'byoc','environment':'own'}");
    assertThat(model.at("/read_capacity/dedicated/manual/shards").intValue()).isEqualTo(2);
    refuse(
        400,
        "embed and sparse_embed are not available in a byoc deployment",
        "{'schema':{'fields':{'t':{'type':'string','embed':{}}}},"
            + "'deployment':{'deployment_type':'byoc','environment':'own'},'read_capacity':"
            + DEDICATED
            + "}");
  }

  @Test
  void aKeyOfEncryptionIsReported() {
    JsonNode model = create("{'s':{'type':'sparse_vector'}}", ",'cmek_id':'key-1'");

    assertThat(model.path("cmek_id").textValue()).isEqualTo("key-1");
  }

  @Test
  void anIndexIsConfigured() {
    create(TEXT, ",'name':'docs','tags':{'a':'1','b':'2'}");

    JsonNode model =
        pinecone.succeed(
            200,
            "PATCH",
            "/indexes/docs",
            "{'tags':{'a':'','c':'3'},'deletion_protection':'enabled','read_capacity':"
                + DEDICATED
                + "}");

    assertThat(text(model.path("tags"))).isEqualTo("{'b':'2','c':'3'}");
    assertThat(model.path("deletion_protection").textValue()).isEqualTo("enabled");
    assertThat(model.at("/read_capacity/dedicated/node_type").textValue()).isEqualTo("b1");
    assertThat(pinecone.get("/indexes/docs")).isEqualTo(model);

    model = configureCapacity("{'dedicated':{'node_type':'t1'}}");
    assertThat(model.at("/dedicated/node_type").textValue()).isEqualTo("t1");
    assertThat(model.at("/dedicated/manual/shards").intValue()).isEqualTo(2);
    model =
        configureCapacity("{'dedicated':{'scaling':'Manual','manual':{'shards':3,'replicas':0}}}");
    assertThat(model.at("/dedicated/node_type").textValue()).isEqualTo("t1");
    assertThat(model.at("/dedicated/manual/shards").intValue()).isEqualTo(3);
    model = configureCapacity("{'mode':'OnDemand'}");
    assertThat(model.has("dedicated")).isFalse();
  }

  private JsonNode configureCapacity(String capacity) {
    return pinecone
        .succeed(200, "PATCH", "/indexes/docs", "{'read_capacity':" + capacity + "}")
        .path("read_capacity");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {'spec':{'serverless':{}}} | Unknown field `spec`",
        "400 | {'embed':{}} | Unknown field `embed`",
        "400 | {'deployment':{'replicas':2}} | deployment can be configured for pod indexes only",
        "400 | {'deployment':{'deployment_type':'pod'}} | Unknown field `deployment.deployment_type`",
        "400 | {'schema':{'fields':{'title':{'type':'semantic_text'}}}} | cannot change",
        "422 | {'read_capacity':{'mode':'Dedicated'}} | missing field `read_capacity.dedicated`",
        "422 | {'read_capacity':{'mode':'Dedicated','dedicated':{'node_type':'b1'}}} | missing field `read_capacity.dedicated.scaling`",
        "400 | {'read_capacity':{'dedicated':{'node_type':'b1'}}} | needs read_capacity.mode Dedicated"
      })
  void aConfigurationIsChecked(int status, String body, String reason) {
    create(TEXT, ",'name':'docs'");

    pinecone.fail(
        status,
        status == 422 ? "UNPROCESSABLE_ENTITY" : "INVALID_ARGUMENT",
        reason,
        "PATCH",
        "/indexes/docs",
        body);
  }

  @Test
  void scalingAndManualAreConfiguredTogether() {
    create(TEXT, ",'name':'docs','read_capacity':" + DEDICATED);

    pinecone.fail(
        400,
        "INVALID_ARGUMENT",
        "needs both or none of scaling and manual",
        "PATCH",
        "/indexes/docs",
        "{'read_capacity':{'dedicated':{'scaling':'Manual'}}}");
  }

  @Test
  void aPodIndexIsScaled() {
    pinecone.version("2025-10");
    pinecone.createOnPods("pods");
    pinecone.version("2026-07");

    JsonNode model =
        pinecone.succeed(
            200, "PATCH", "/indexes/pods", "{'deployment':{'replicas':3,'pod_type':'p1.x4'}}");

    assertThat(model.at("/deployment/replicas").intValue()).isEqualTo(3);
    assertThat(model.at("/deployment/pod_type").textValue()).isEqualTo("p1.x4");
    pinecone.fail(
        400,
        "INVALID_ARGUMENT",
        "read_capacity cannot be configured for a pod index",
        "PATCH",
        "/indexes/pods",
        "{'read_capacity':{'mode':'OnDemand'}}");
  }

  @Test
  void theEmbeddingOfAnIndexForRecordsIsConfigured() {
    pinecone.succeed(
        201,
        "POST",
        "/indexes/create-for-model",
        "{'name':'records','cloud':'aws','region':'us-east-1','embed':"
            + "{'model':'llama-text-embed-v2','field_map':{'text':'body'}}}");

    JsonNode model =
        pinecone.succeed(
            200,
            "PATCH",
            "/indexes/records",
            "{'schema':{'fields':{'body':{'type':'semantic_text',"
                + "'read_parameters':{'truncate':'NONE'}}}}}");

    assertThat(model.at("/schema/fields/body/read_parameters/truncate").textValue())
        .isEqualTo("NONE");
    pinecone.fail(
        400,
        "INVALID_ARGUMENT",
        "expected the semantic_text field 'body' only",
        "PATCH",
        "/indexes/records",
        "{'schema':{'fields':{'title':{'type':'semantic_text'}}}}");
  }

  @Test
  void olderVersionsKeepTheOldForm() {
    create(TEXT, ",'name':'docs'");
    pinecone.version("2026-04");

    refuse(422, "missing field `name`", "{'schema':{'fields':" + TEXT + "}}");
    pinecone.createServerless("old");
    pinecone.fail(
        400,
        "INVALID_ARGUMENT",
        "has a document schema, whose embeddings cannot change",
        "PATCH",
        "/indexes/docs",
        "{'embed':{'model':'multilingual-e5-large','field_map':{'text':'body'}}}");
    assertThat(
            pinecone
                .succeed(202, "PATCH", "/indexes/docs", "{'deletion_protection':'enabled'}")
                .path("deletion_protection")
                .textValue())
        .isEqualTo("enabled");
  }

  @Test
  void aBackupKeepsTheSchema() {
    create(TEXT, ",'name':'docs'");
    pinecone.pass(10);
    JsonNode backup = pinecone.succeed(200, "POST", "/indexes/docs/backups", "");
    pinecone.pass(10);
    pinecone.succeed(
        202,
        "POST",
        "/backups/" + backup.path("backup_id").textValue() + "/create-index",
        "{'name':'copy'}");

    assertThat(text(backup.path("schema")))
        .isEqualTo(text(pinecone.get("/indexes/docs").path("schema")));
    assertThat(pinecone.get("/indexes/copy").path("schema")).isEqualTo(backup.path("schema"));
    pinecone.version("");
    JsonNode older = pinecone.get("/backups/" + backup.path("backup_id").textValue());
    assertThat(older.has("metric") || older.has("dimension")).isFalse();
  }
}
