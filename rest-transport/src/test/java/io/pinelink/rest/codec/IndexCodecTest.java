package io.pinelink.rest.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.ReadCapacity;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.ListResponse;
import io.pinelink.model.MetadataSchema;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.VectorType;
import io.pinelink.rest.Calls;
import io.pinelink.rest.json.Json;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.MalformedJsonException;
import io.pinelink.routing.Cloud;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Variants of responses that are accepted, and those that are not. */
class IndexCodecTest {
  private static final ResponseInfo INFO =
      VectorResponses.info(null, "", null, null, Calls.local(1), Protocol.REST, 1);
  private static final String STATUS = "'status':{'ready':true,'state':'Ready'}";
  private static final String SPEC = "'spec':{'serverless':{'cloud':'aws','region':'r'}}";
  private static final String LEAST = "'name':'n','metric':'cosine'," + STATUS + "," + SPEC;

  @Test
  void optionalMembersMayBeMissing() throws IOException {
    assertThat(index("{" + LEAST + "}"))
        .isEqualTo(
            IndexDescription.builder(
                    "n",
                    new ControlResponses.IndexStatusResult(true, "Ready"),
                    IndexSpec.serverless(Cloud.AWS, "r"),
                    INFO)
                .metric(Metric.COSINE)
                .vectorType(VectorType.DENSE)
                .build());
  }

  @Test
  void nullIsTheSameAsAbsent() throws IOException {
    String nulls =
        ",'tags':null,'dimension':null,'host':null,'private_host':null,'vector_type':null,"
            + "'deletion_protection':null,'embed':null";

    assertThat(index("{" + LEAST + nulls + "}")).isEqualTo(index("{" + LEAST + "}"));
  }

  @Test
  void anEmptyHostIsAbsent() throws IOException {
    IndexDescription index = index("{" + LEAST + ",'host':'','private_host':''}");

    assertThat(index.host()).isEmpty();
    assertThat(index.privateHost()).isEmpty();
  }

  @Test
  void unknownMembersAreIgnored() throws IOException {
    String unknown = "'new':{'a':[1,{'b':2}]},'other':[[]],'last':1e3,";
    String inside =
        "'status':{'new':[1],'ready':true,'state':'Ready'},"
            + "'spec':{'serverless':{'new':{'x':1},'cloud':'aws','region':'r'}}";

    assertThat(index("{" + unknown + "'name':'n','metric':'cosine'," + inside + "}"))
        .isEqualTo(index("{" + LEAST + "}"));
  }

  @Test
  void unknownValuesAreKeptAsTheServiceNamesThem() throws IOException {
    IndexDescription index =
        index(
            "{'name':'n','metric':'hamming','vector_type':'binary','deletion_protection':'maybe',"
                + "'status':{'ready':false,'state':'Resting'},"
                + "'spec':{'moon':{'environment':['e']}}}");

    assertThat(index.metric()).contains(new Metric("hamming"));
    assertThat(index.vectorType()).contains(new VectorType("binary"));
    assertThat(index.status()).isEqualTo(new ControlResponses.IndexStatusResult(false, "Resting"));
    assertThat(index.spec()).isEqualTo(new IndexSpec.Other("moon"));
    assertThat(index.deletionProtection()).isFalse();
  }

  @Test
  void theKindOfASpecIsItsNonNullMember() throws IOException {
    String spec = "'spec':{'pod':null,'serverless':{'cloud':'aws','region':'r'},'x':{}}";

    assertThat(index("{'name':'n','metric':'cosine'," + STATUS + "," + spec + "}").spec())
        .isEqualTo(IndexSpec.serverless(Cloud.AWS, "r"));
  }

  @Test
  void aPodSpecIsReadInFull() throws IOException {
    assertThat(
            spec(
                "'pod':{'environment':'e','pod_type':'p1.x2','replicas':2,'shards':3,'pods':6,"
                    + "'metadata_config':{'indexed':['a','b'],'new':1},'source_collection':'c'}"))
        .isEqualTo(
            IndexSpec.pod("e", "p1.x2")
                .withReplicas(2)
                .withShards(3)
                .withIndexedFields(List.of("a", "b"))
                .fromCollection("c"));
    assertThat(spec("'pod':{'environment':'e','pod_type':'p1.x1','metadata_config':null}"))
        .isEqualTo(IndexSpec.pod("e", "p1.x1"));
    assertThat(spec("'pod':{'environment':'e','pod_type':'s1','metadata_config':{'indexed':null}}"))
        .isEqualTo(IndexSpec.pod("e", "s1"));
  }

  @Test
  void aByocSpecIsReadInFull() throws IOException {
    assertThat(
            spec(
                "'byoc':{'environment':'e','read_capacity':{'mode':'OnDemand'},"
                    + "'schema':{'fields':{'a':{'filterable':true},'b':{'filterable':false},"
                    + "'c':{'type':'string'},'d':null}}}"))
        .isEqualTo(
            IndexSpec.byoc("e")
                .withReadCapacity(ReadCapacity.onDemand())
                .withSchema(MetadataSchema.of("a")));
  }

  @Test
  void readCapacityReportsItsProgress() throws IOException {
    IndexDescription index =
        index(
            "{'name':'n','metric':'m',"
                + STATUS
                + ",'spec':{'serverless':{'cloud':'aws','region':'r','read_capacity':{"
                + "'mode':'Dedicated','dedicated':{'node_type':'b1','scaling':'Manual',"
                + "'manual':{'shards':2,'replicas':0}},'status':{'state':'Error',"
                + "'current_shards':1,'current_replicas':null,'error_message':'no room'}}}}}");

    assertThat(index.spec())
        .isEqualTo(
            IndexSpec.serverless(Cloud.AWS, "r")
                .withReadCapacity(ReadCapacity.dedicated("b1", 2, 0)));
    assertThat(index.readCapacityStatus())
        .contains(
            new ControlResponses.ReadCapacityStatusResult(
                "Error", OptionalInt.of(1), OptionalInt.empty(), Optional.of("no room")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'mode':'Dedicated'}",
        "{'mode':'Dedicated','dedicated':{'node_type':'b1','scaling':'Auto','auto':{'max':9}}}"
      })
  void anUnknownScalingModeIsKept(String capacity) throws IOException {
    assertThat(spec("'serverless':{'cloud':'aws','region':'r','read_capacity':" + capacity + "}"))
        .isEqualTo(
            IndexSpec.serverless(Cloud.AWS, "r")
                .withReadCapacity(new ReadCapacity.Other("Dedicated")));
  }

  @Test
  void anIndexHasAnId() throws IOException {
    assertThat(index("{" + LEAST + ",'id':'2f8c'}").id()).contains("2f8c");
    assertThat(index("{" + LEAST + "}").id()).isEmpty();
  }

  @Test
  void indexesOfAListShareItsInfo() throws IOException {
    assertThat(list("{'indexes':[{" + LEAST + "}]}").items())
        .extracting(IndexDescription::info)
        .containsExactly(INFO);
  }

  private static IndexSpec spec(String spec) throws IOException {
    return index("{'name':'n','metric':'m'," + STATUS + ",'spec':{" + spec + "}}").spec();
  }

  @ParameterizedTest
  @CsvSource({"3, 3", "'3', 3", "3.0, 3", "'\"3\"', 3", "'\"3.0\"', 3"})
  void aNumberMayBeWrittenAsAText(String written, int dimension) throws IOException {
    assertThat(index("{" + LEAST + ",'dimension':" + written + "}").dimension())
        .hasValue(dimension);
  }

  @Test
  void aBooleanMayBeWrittenAsAText() throws IOException {
    String status = "'status':{'ready':'true','state':'Ready'}";

    assertThat(index("{'name':'n','metric':'m'," + status + "," + SPEC + "}").status().ready())
        .isTrue();
  }

  @Test
  void tagsWithoutAValueAreLeftOut() throws IOException {
    assertThat(index("{" + LEAST + ",'tags':{'a':null,'b':'1','c':2}}").tags())
        .isEqualTo(Map.of("b", "1", "c", "2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'metric':'m',STATUS,SPEC} | member 'name' is missing",
        "{'name':'n','metric':'m',SPEC} | member 'status' is missing",
        "{'name':'n','metric':'m','status':{'ready':true},SPEC} | member 'status.state' is missing",
        "{'name':'n','metric':'m','status':{'state':'R'},SPEC} | member 'status.ready' is missing",
        "{'status':{'ready':7}} | member 'ready' is 7, expected true or false",
        "{'name':null,'metric':'m',STATUS,SPEC} | member 'name' is missing",
        "{'name':['n']} | member 'name' is an array, expected a string",
        "{'tags':7} | member 'tags' is 7, expected an object",
        "{'dimension':1.5} | member 'dimension' is 1.5, expected a 32-bit integer",
        "{'dimension':'x'} | member 'dimension' is a string, expected a 32-bit integer",
        "[1] | the body is an array, expected an object",
        "'' | the body is empty, expected an object",
      })
  void missingAndInvalidMembersAreNamed(String json, String message) {
    String whole = json.replace("STATUS", STATUS).replace("SPEC", SPEC);

    assertThatThrownBy(() -> index(whole))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessage(message);
  }

  @Test
  void aListWithoutIndexesIsEmpty() throws IOException {
    assertThat(list("{'indexes':null,'more':1}").items()).isEmpty();
    assertThat(list("{}").items()).isEmpty();
    assertThat(list("{'indexes':[{" + LEAST + "}]}").items()).hasSize(1);
  }

  private static IndexDescription index(String json) throws IOException {
    try (JsonReader reader = reader(json)) {
      return IndexCodec.index(reader, INFO);
    }
  }

  private static ListResponse<IndexDescription> list(String json) throws IOException {
    try (JsonReader reader = reader(json)) {
      return IndexCodec.indexList(reader, INFO);
    }
  }

  private static JsonReader reader(String json) throws IOException {
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return Json.reader(bytes);
  }
}
