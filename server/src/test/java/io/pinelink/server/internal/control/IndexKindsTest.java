package io.pinelink.server.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests how the control plane handles specs, and which of their settings can change. */
class IndexKindsTest {
  private final ControlPlaneUnderTest control = new ControlPlaneUnderTest(new Regions(false));

  @Test
  void aPodIndexIsDescribedAsRequested() {
    control.create(
        "p",
        "{'pod':{'environment':'e','pod_type':'p1.x2','replicas':2,'shards':3,'pods':6,"
            + "'metadata_config':{'indexed':['a','b']}}}");

    assertThat(spec("p"))
        .isEqualTo(
            "{'pod':{'environment':'e','pod_type':'p1.x2','replicas':2,'shards':3,'pods':6,"
                + "'metadata_config':{'indexed':['a','b']}}}");
    assertThat(control.indexes.get("p").data().shape().filterable()).containsExactly("a", "b");
  }

  @Test
  void aPodIndexHasOnePodByDefault() {
    control.create("p", "{'pod':{'environment':'e','pod_type':'s1'}}");

    assertThat(spec("p"))
        .isEqualTo(
            "{'pod':{'environment':'e','pod_type':'s1.x1','replicas':1,'shards':1,'pods':1}}");
  }

  @Test
  void aByocIndexIsDescribedAsRequested() {
    control.create(
        "b",
        "{'byoc':{'environment':'e','schema':{'fields':{'a':{'filterable':true}}},"
            + "'read_capacity':{'mode':'Dedicated','dedicated':{'node_type':'t1',"
            + "'scaling':'Manual','manual':{'shards':2,'replicas':0}}}}}");

    assertThat(spec("b"))
        .isEqualTo(
            "{'byoc':{'environment':'e',"
                + "'read_capacity':{'mode':'Dedicated','dedicated':{'node_type':'t1',"
                + "'scaling':'Manual','manual':{'shards':2,'replicas':0}},"
                + "'status':{'state':'Ready','current_shards':2,'current_replicas':0}},"
                + "'schema':{'fields':{'a':{'filterable':true}}}}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "'pod':{'environment':'e'} | 422 | UNPROCESSABLE_ENTITY | spec.pod.pod_type",
        "'pod':{'environment':'','pod_type':'p1'} | 400 | INVALID_ARGUMENT | environment",
        "'byoc':{'environment':''} | 400 | INVALID_ARGUMENT | environment",
        "'byoc':{'environment':'a b'} | 400 | INVALID_ARGUMENT | environment",
        "'byoc':{'environment':5} | 422 | UNPROCESSABLE_ENTITY | spec.byoc.environment",
        "'pod':{'environment':'e','pod_type':'x9'} | 400 | INVALID_ARGUMENT | x9",
        "'pod':{'environment':'e','pod_type':'p1.x3'} | 400 | INVALID_ARGUMENT | p1.x3",
        "'pod':{'environment':'e','pod_type':'p1','replicas':0} | 400 | INVALID_ARGUMENT |"
            + " replicas",
        "'pod':{'environment':'e','pod_type':'p1','replicas':2,'pods':3} | 400 | INVALID_ARGUMENT |"
            + " pods",
        "'pod':{'environment':'e','pod_type':'p1','metadata_config':{'indexed':'a'}} | 422 |"
            + " UNPROCESSABLE_ENTITY | metadata_config.indexed",
        "'byoc':{'environment':'e','read_capacity':{'mode':'Magic'}} | 422 | UNPROCESSABLE_ENTITY |"
            + " Magic",
        "'byoc':{'environment':'e','read_capacity':{'mode':'Dedicated','dedicated':{'node_type':'z9'}}}"
            + " | 422 | UNPROCESSABLE_ENTITY | z9",
        "'byoc':{'environment':'e','read_capacity':{'mode':'Dedicated','dedicated':{'node_type':'b1','scaling':'Manual'}}}"
            + " | 422 | UNPROCESSABLE_ENTITY | manual",
        "'byoc':{'environment':'e','read_capacity':{'mode':'Dedicated','dedicated':{'node_type':'b1','scaling':'Manual','manual':{'shards':0,'replicas':1}}}}"
            + " | 400 | INVALID_ARGUMENT | 0 shards"
      })
  void aSpecIsChecked(String spec, int status, String code, String reason) {
    control.fail(
        status,
        code,
        reason,
        "POST",
        "/indexes",
        "{'name':'a','dimension':2,'spec':{" + spec + "}}");
  }

  @Test
  void podsGrowWithinTheirKind() {
    control.createOnPods("p");

    JsonNode grown =
        control.succeed(
            202, "PATCH", "/indexes/p", "{'spec':{'pod':{'replicas':3,'pod_type':'p1.x4'}}}");

    assertThat(grown.at("/spec/pod/pod_type").textValue()).isEqualTo("p1.x4");
    assertThat(grown.at("/spec/pod/replicas").intValue()).isEqualTo(3);
    assertThat(grown.at("/spec/pod/pods").intValue()).isEqualTo(3);
    refuse("p", "{'spec':{'pod':{'pod_type':'p1.x2'}}}", "Cannot scale down");
    refuse("p", "{'spec':{'pod':{'pod_type':'s1.x8'}}}", "base type");
    refuse("p", "{'spec':{'pod':{'replicas':0}}}", "replicas");
    refuse("p", "{'spec':{'serverless':{}}}", "spec.serverless of a pod index");
    refuse("p", "{'embed':{'model':'multilingual-e5-large'}}", "Only serverless");
  }

  @Test
  void readCapacityChangesBothWays() {
    control.createServerless("s");
    String dedicated =
        "{'spec':{'serverless':{'read_capacity':{'mode':'Dedicated','dedicated':{"
            + "'node_type':'b1','scaling':'Manual','manual':{'shards':1,'replicas':2}}}}}}";

    JsonNode changed = control.succeed(202, "PATCH", "/indexes/s", dedicated);
    assertThat(changed.at("/spec/serverless/read_capacity/dedicated/node_type").textValue())
        .isEqualTo("b1");
    assertThat(changed.at("/spec/serverless/cloud").textValue()).isEqualTo("aws");
    control.succeed(202, "PATCH", "/indexes/s", "{'tags':{'a':'1'},'spec':{'serverless':{}}}");
    assertThat(spec("s")).contains("'replicas':2");
    control.succeed(
        202,
        "PATCH",
        "/indexes/s",
        "{'spec':{'serverless':{'read_capacity':{'mode':'OnDemand'}}}}");

    assertThat(spec("s")).contains("{'mode':'OnDemand','status':{'state':'Ready'}}");
    refuse("s", "{'spec':{'byoc':{}}}", "spec.byoc of a serverless index");
  }

  @Test
  void aModelIsAttachedOnceAndItsSettingsCanChange() {
    control.succeed(
        201,
        "POST",
        "/indexes",
        "{'name':'m','dimension':1024,'spec':{'serverless':{'cloud':'aws','region':'r'}}}");
    refuse("m", "{'embed':{'model':'pinecone-sparse-english-v0','field_map':{'text':'t'}}}", "fit");
    refuse("m", "{'embed':{'model':'multilingual-e5-large'}}", "field_map");
    control.fail(
        422,
        "UNPROCESSABLE_ENTITY",
        "model",
        "PATCH",
        "/indexes/m",
        "{'embed':{'field_map':{'text':'t'}}}");
    assertThat(control.get("/indexes/m").has("embed")).isFalse();

    JsonNode attached =
        control.succeed(
            202,
            "PATCH",
            "/indexes/m",
            "{'embed':{'model':'multilingual-e5-large','field_map':{'text':'t'}}}");
    assertThat(attached.at("/embed/field_map/text").textValue()).isEqualTo("t");
    assertThat(attached.at("/embed/read_parameters/input_type").textValue()).isEqualTo("query");

    JsonNode changed =
        control.succeed(
            202,
            "PATCH",
            "/indexes/m",
            "{'embed':{'field_map':{'text':'u'},'write_parameters':{'truncate':'NONE'}}}");
    assertThat(changed.at("/embed/field_map/text").textValue()).isEqualTo("u");
    assertThat(changed.at("/embed/write_parameters/truncate").textValue()).isEqualTo("NONE");
    assertThat(changed.at("/embed/read_parameters/truncate").textValue()).isEqualTo("END");
    refuse("m", "{'embed':{'model':'llama-text-embed-v2'}}", "cannot be changed");
  }

  @Test
  void aDeletedIndexIsTerminatingForAWhile() {
    control.createServerless("s");
    control.succeed(202, "DELETE", "/indexes/s", "");

    assertThat(control.get("/indexes/s").path("status").toString())
        .isEqualTo("{\"ready\":false,\"state\":\"Terminating\"}");
    control.fail(
        409,
        "ALREADY_EXISTS",
        "exists",
        "POST",
        "/indexes",
        "{'name':'s','dimension':2,'spec':{'serverless':{'cloud':'aws','region':'r'}}}");
    refuse("s", "{'tags':{'a':'1'}}", "being deleted");

    control.pass(5);
    control.fail(404, "NOT_FOUND", "Index s not found.", "GET", "/indexes/s", "");
    assertThat(control.get("/indexes").path("indexes")).isEmpty();
    control.createServerless("s");
  }

  @Test
  void anUnknownRegionIsNotFound() {
    ControlPlaneUnderTest strict = new ControlPlaneUnderTest(new Regions(true));
    strict.createServerless("s");

    strict.fail(
        404,
        "NOT_FOUND",
        "Resource cloud: aws region: mars-1 not found.",
        "POST",
        "/indexes",
        "{'name':'a','dimension':2,'spec':{'serverless':{'cloud':'aws','region':'mars-1'}}}");
  }

  private void refuse(String index, String change, String reason) {
    control.fail(400, "INVALID_ARGUMENT", reason, "PATCH", "/indexes/" + index, change);
  }

  private String spec(String index) {
    return control.get("/indexes/" + index).path("spec").toString().replace('"', '\'');
  }
}
