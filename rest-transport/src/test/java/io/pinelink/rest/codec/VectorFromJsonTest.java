package io.pinelink.rest.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.FetchByMetadataResponse;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.IndexStats;
import io.pinelink.model.ListIdsResponse;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import io.pinelink.model.VectorType;
import io.pinelink.rest.Calls;
import io.pinelink.rest.json.Json;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.MalformedJsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies about vectors, in the service's format and in variants of it. */
class VectorFromJsonTest {
  private static final ResponseInfo INFO =
      VectorResponses.info("r", "", null, null, Calls.local(1), Protocol.REST, 1);

  @Test
  void aQueryHasAllOfItsMatches() throws Exception {
    QueryResponse answer =
        query(
            "{'results':[],'matches':[{'id':'a','score':0.1,'values':[0.1,-0.0,1e-45],"
                + "'sparseValues':{'indices':[0,4294967295],'values':[1,2.5]},"
                + "'metadata':{'lang':'et','pages':312,'draft':true,'tags':['x','y'],'none':[]}},"
                + "{'id':'b','score':-3}],'namespace':'books','usage':{'readUnits':6}}");

    assertThat(answer)
        .isEqualTo(
            new VectorResponses.QueryResult(
                List.of(
                    new VectorResponses.MatchResult(
                        0.1f,
                        VectorResponses.vector(
                            "a",
                            new float[] {0.1f, -0.0f, Float.MIN_VALUE},
                            SparseValues.of(new int[] {0, -1}, new float[] {1, 2.5f}),
                            Metadata.builder()
                                .put("lang", "et")
                                .put("pages", 312)
                                .put("draft", true)
                                .put("tags", List.of("x", "y"))
                                .put("none", List.of())
                                .build())),
                    new VectorResponses.MatchResult(-3, bare("b"))),
                "books",
                OptionalLong.of(6),
                OptionalLong.empty(),
                Optional.empty(),
                INFO));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'matches':[{'id':'a'}]}",
        "{'matches':[{'id':'a','score':null,'values':null,'sparseValues':null,'metadata':null}],"
            + "'namespace':null,'usage':null}",
        "{'matches':[{'id':'a','score':0,'values':[],'sparse_values':{},'metadata':{}}],"
            + "'namespace':'','usage':{'readUnits':0}}",
        "{'matches':[{'sparseValues':{'indices':[],'values':[]},'id':'a'}],'usage':{}}",
        "{'matches':[{'id':'a','new':{'values':[1,{'id':'x'}]}}],'new':[[]],'usage':{'new':1}}",
      })
  void unsetEmptyAndZeroAreTheSame(String body) throws Exception {
    assertThat(query(body).matches())
        .containsExactly(new VectorResponses.MatchResult(0, bare("a")));
    assertThat(query(body).namespace()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'usage':null}", "{'usage':{}}", "{'usage':{'readUnits':null}}"})
  void readUnitsThatTheServiceDoesNotReportAreEmpty(String body) throws Exception {
    assertThat(query(body).readUnits()).isEmpty();
  }

  @Test
  void zeroReadUnitsAreZero() throws Exception {
    assertThat(query("{'usage':{'readUnits':0}}").readUnits()).hasValue(0);
    assertThat(query("{'usage':{'readUnits':4294967295}}").readUnits()).hasValue(4_294_967_295L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "{'matches':null}", "{'matches':[],'results':[]}"})
  void aQueryMayFindNothing(String body) throws Exception {
    assertThat(query(body))
        .isEqualTo(
            new VectorResponses.QueryResult(
                List.of(), "", OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), INFO));
  }

  @Test
  void egressMayBeMissing() throws Exception {
    assertThat(query("{'usage':{'readUnits':1,'egressBytes':512}}").egressBytes()).hasValue(512);
    assertThat(query("{'usage':{'readUnits':1,'egressBytes':null}}").egressBytes()).isEmpty();
    assertThat(query("{'usage':{'readUnits':1}}").egressBytes()).isEmpty();
  }

  @Test
  void numbersMayBeTexts() throws Exception {
    QueryResponse answer =
        query(
            "{'matches':[{'id':7,'score':'0.5','values':['1.5',2,'-1e3'],"
                + "'sparse_values':{'indices':['3'],'values':['4']}},"
                + "{'id':'b'}],"
                + "'usage':{'read_units':'6','egress_bytes':'4294967296'}}");

    assertThat(answer.readUnits()).hasValue(6);
    assertThat(answer.egressBytes()).hasValue(4_294_967_296L);
    assertThat(answer.matches().get(0))
        .isEqualTo(
            new VectorResponses.MatchResult(
                0.5f,
                VectorResponses.vector(
                    "7",
                    new float[] {1.5f, 2, -1000},
                    SparseValues.of(new int[] {3}, new float[] {4}),
                    Metadata.empty())));
  }

  @Test
  void valuesOfOneVectorDoNotReachAnother() throws Exception {
    QueryResponse answer =
        query(
            "{'matches':[{'id':'a','values':[1,2,3],'sparseValues':{'values':[9],'indices':[1]}},"
                + "{'id':'b','values':[4,5,6]},{'id':'c','values':[7]},{'id':'d'},"
                + "{'id':'e','sparseValues':{'values':[8],'indices':[1]},'values':[1,2,3,4]}]}");

    assertThat(answer.matches())
        .extracting(match -> match.vector().values())
        .containsExactly(
            new float[] {1, 2, 3},
            new float[] {4, 5, 6},
            new float[] {7},
            new float[] {},
            new float[] {1, 2, 3, 4});
    assertThat(answer.matches())
        .extracting(match -> match.vector().sparseValues().map(sparse -> sparse.value(0)))
        .extracting(value -> value.orElse(null))
        .containsExactly(9f, null, null, null, 8f);
  }

  @Test
  void metadataThatCannotBeHeldIsLeftOut() throws Exception {
    Metadata metadata =
        query(
                "{'matches':[{'id':'a','metadata':{'s':'1','n':'x','null':null,'o':{'a':[1]},"
                    + "'mixed':['a',1,null,['b'],{'c':'d'},true,'e'],'big':1e300}}]}")
            .matches()
            .get(0)
            .metadata();

    assertThat(metadata.asMap())
        .isEqualTo(Map.of("s", "1", "n", "x", "mixed", List.of("a", "e"), "big", 1e300));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "7",
        "{'matches':{}}",
        "{'matches':7}",
        "{'matches':[null]}",
        "{'matches':['a']}",
        "{'matches':[{'score':1}]}",
        "{'matches':[{'id':['a']}]}",
        "{'matches':[{'id':'a','score':'high'}]}",
        "{'matches':[{'id':'a','score':true}]}",
        "{'matches':[{'id':'a','values':1}]}",
        "{'matches':[{'id':'a','values':{}}]}",
        "{'matches':[{'id':'a','values':[null]}]}",
        "{'matches':[{'id':'a','values':[true]}]}",
        "{'matches':[{'id':'a','values':[[1]]}]}",
        "{'matches':[{'id':'a','values':['']}]}",
        "{'matches':[{'id':'a','sparseValues':[]}]}",
        "{'matches':[{'id':'a','sparseValues':{'indices':[1],'values':[]}}]}",
        "{'matches':[{'id':'a','sparseValues':{'indices':[-1],'values':[1]}}]}",
        "{'matches':[{'id':'a','sparseValues':{'indices':[4294967296],'values':[1]}}]}",
        "{'matches':[{'id':'a','sparseValues':{'indices':[1.5],'values':[1]}}]}",
        "{'matches':[{'id':'a','sparseValues':{'indices':[null],'values':[1]}}]}",
        "{'matches':[{'id':'a','metadata':'x'}]}",
        "{'namespace':{}}",
        "{'usage':1}",
        "{'usage':{'readUnits':1.5}}",
        "{'usage':{'readUnits':99999999999999999999}}",
        "{'usage':{'readUnits':'many'}}",
        "{'matches':[{'id':'a'}",
        "{'matches':[{'id':'a','values':[1,2",
        "{'matches':[{'id':'a','values':[NaN]}]}",
      })
  void valuesOfAnotherTypeAreRefused(String body) {
    assertThatThrownBy(() -> query(body)).isInstanceOf(IOException.class);
  }

  @Test
  void errorsNameThePlaceAndNotTheValue() {
    assertThatThrownBy(() -> query("{'matches':[{'id':'a','values':['secret']}]}"))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessageNotContaining("secret")
        .hasMessageContaining("expected a number");
  }

  @Test
  void aFetchHasVectorsById() throws Exception {
    FetchResponse answer =
        read(
            VectorFromJson::fetch,
            "{'vectors':{'a':{'id':'a','values':[1,2],'metadata':{'k':'v'}},"
                + "'b':{'id':'b','sparseValues':{'indices':[1],'values':[2]}}},"
                + "'namespace':'n','usage':{'readUnits':2}}");

    assertThat(answer)
        .isEqualTo(
            new VectorResponses.FetchResult(
                Map.of(
                    "a",
                    Vector.of("a", new float[] {1, 2}, Metadata.of("k", "v")),
                    "b",
                    Vector.builder("b")
                        .sparseValues(SparseValues.of(new int[] {1}, new float[] {2}))
                        .build()),
                "n",
                OptionalLong.of(2),
                OptionalLong.empty(),
                Optional.empty(),
                INFO));
    FetchResponse nothing = read(VectorFromJson::fetch, "{}");
    assertThat(nothing)
        .isEqualTo(
            new VectorResponses.FetchResult(
                Map.of(), "", OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), INFO));
  }

  @Test
  void aFetchByMetadataKeepsTheOrder() throws Exception {
    FetchByMetadataResponse answer =
        read(
            VectorFromJson::fetchByMetadata,
            "{'vectors':{'z':{'id':'z'},'a':{'id':'a'}},'pagination':{'next':'t'}}");

    assertThat(answer.items()).containsExactly(bare("z"), bare("a"));
    assertThat(answer.nextToken()).hasValue("t");
  }

  @Test
  void aListHasIdsAndAnOptionalNextPage() throws Exception {
    String ids = "'vectors':[{'id':'a'},{'new':1,'id':'b'}],'usage':{'readUnits':1}";

    ListIdsResponse more =
        read(VectorFromJson::list, "{" + ids + ",'pagination':{'next':'t'},'namespace':'n'}");
    assertThat(more.items()).containsExactly("a", "b");
    assertThat(more.nextToken()).hasValue("t");
    assertThat(more.namespace()).isEqualTo("n");
    assertThat(more.readUnits()).hasValue(1);
    for (String last : List.of("", ",'pagination':null", ",'pagination':{'next':''}")) {
      assertThat(read(VectorFromJson::list, "{" + ids + last + "}").nextToken()).isEmpty();
    }
    assertThatThrownBy(() -> read(VectorFromJson::list, "{'vectors':[{}]}"))
        .hasMessageContaining("member 'id' is missing");
  }

  @Test
  void countsMayBeMissingOrTexts() throws Exception {
    assertThat(read(VectorFromJson::upsert, "{'upsertedCount':3}").upsertedCount()).isEqualTo(3);
    assertThat(read(VectorFromJson::upsert, "{'upserted_count':'4294967295'}").upsertedCount())
        .isEqualTo(4_294_967_295L);
    assertThat(read(VectorFromJson::upsert, "{}").upsertedCount()).isZero();
    assertThat(read(VectorFromJson::update, "{'matched_records':'7'}").matchedRecords())
        .hasValue(7);
    assertThat(read(VectorFromJson::update, "{'matchedRecords':0}").matchedRecords()).hasValue(0);
    assertThat(read(VectorFromJson::update, "{}").matchedRecords()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"upserted_count", "dimension", "index_fullness"})
  void quotedNumbersAreLimitedInLengthToo(String member) throws Exception {
    RestBinding.Decoder<?> decoder =
        member.equals("upserted_count") ? VectorFromJson::upsert : StatsFromJson::stats;

    assertThat(read(decoder, "{'" + member + "':'" + "1." + "0".repeat(998) + "'}")).isNotNull();
    assertThatThrownBy(() -> read(decoder, "{'" + member + "':'" + "1." + "0".repeat(999) + "'}"))
        .hasMessage(
            "member '" + member + "' is a string, expected a number of at most 1000 characters");
  }

  @Test
  void statsComeInBothSpellings() throws Exception {
    IndexStats expected =
        new VectorResponses.StatsResult(
            Map.of("books", 412L, "", 0L),
            415,
            OptionalInt.of(3),
            0.5f,
            Optional.of(Metric.COSINE),
            Optional.of(VectorType.DENSE),
            Optional.of(0.25f),
            Optional.of(0.75f),
            INFO);

    assertThat(
            read(
                StatsFromJson::stats,
                "{'namespaces':{'books':{'vectorCount':412},'':{}},'dimension':3,"
                    + "'indexFullness':0.5,'totalVectorCount':415,'metric':'cosine',"
                    + "'vectorType':'dense','memoryFullness':0.25,'storageFullness':0.75}"))
        .isEqualTo(expected);
    assertThat(
            read(
                StatsFromJson::stats,
                "{'namespaces':{'books':{'vector_count':'412'},'':null},'dimension':'3',"
                    + "'index_fullness':'0.5','total_vector_count':'415','metric':'cosine',"
                    + "'vector_type':'dense','memory_fullness':0.25,'storage_fullness':'0.75'}"))
        .isEqualTo(expected);
    assertThat(read(StatsFromJson::stats, "{'metric':null,'new':{}}"))
        .isEqualTo(
            new VectorResponses.StatsResult(
                Map.of(),
                0,
                OptionalInt.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                INFO));
  }

  private static Vector bare(String id) {
    return VectorResponses.vector(id, new float[0], null, Metadata.empty());
  }

  private static QueryResponse query(String json) throws IOException {
    return read(VectorFromJson::query, json);
  }

  private static <R> R read(RestBinding.Decoder<R> decoder, String json) throws IOException {
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    try (JsonReader reader = Json.reader(bytes)) {
      return decoder.decode(reader, INFO);
    }
  }
}
