package io.pinelink.server.internal.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReadsTest {
  private final DocumentsUnderTest pinecone = new DocumentsUnderTest();

  @BeforeEach
  void create() {
    pinecone.create(
        "docs",
        "{'title':{'type':'string','full_text_search':{}},"
            + "'v':{'type':'dense_vector','dimension':2,'metric':'cosine'},"
            + "'s':{'type':'sparse_vector'}}");
    pinecone.write(
        "docs",
        "upsert",
        "{'documents':["
            + "{'_id':'b','title':'North','v':[0,1],'s':{'indices':[1,2],'values':[1,2]},'n':2},"
            + "{'_id':'a','title':'East','v':[1,0],'s':{'indices':[2],'values':[3]},'n':1},"
            + "{'_id':'c','title':'Nowhere','n':3}]}");
  }

  private static String dense(String rest) {
    return "{'score_by':[{'type':'dense_vector','fields':['v'],'values':[1,0]}]," + rest + "}";
  }

  @Test
  void aSearchOfADenseFieldIsExactAndLeavesOutDocumentsWithoutIt() {
    JsonNode found = pinecone.read("docs", "search", dense("'top_k':9"));

    assertThat(found.toString().replace('"', '\''))
        .isEqualTo(
            "{'matches':[{'_id':'a','_score':1.0},{'_id':'b','_score':0.0}],"
                + "'namespace':'n','usage':{'read_units':1,'egress_bytes':2}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // The id, the metadata {"title":"North","n":2}, 2 dense and 2 sparse values.
        "{'ids':['b']} | 48",
        "{'ids':['b'],'include_fields':['*']} | 48",
        "{'ids':['b'],'include_fields':['v']} | 9",
        "{'ids':['b'],'include_fields':['s']} | 17",
        "{'ids':['b'],'include_fields':['n']} | 8",
        "{'ids':['b'],'include_fields':['other']} | 1",
        "{'ids':['a','b'],'include_fields':['n','v']} | 32",
        "{'ids':['absent']} | 0"
      })
  void egressIsTheSizeOfWhatAResponseContains(String body, int bytes) {
    assertThat(pinecone.read("docs", "fetch", body).at("/usage/egress_bytes").intValue())
        .isEqualTo(bytes);
  }

  /** The example of the service's guide, "Fetch data". */
  @Test
  void theEgressEqualsThePublishedExample() {
    String text = "{'type':'string','full_text_search':{}}";
    pinecone.create("articles", "{'title':" + text + ",'body':" + text + "}");
    pinecone.write(
        "articles",
        "upsert",
        "{'documents':[{'_id':'doc-1','title':'First','body':'First body text.'},"
            + "{'_id':'doc-2','title':'Second','body':'Second body text.'}]}");

    JsonNode fetched =
        pinecone.read(
            "articles", "fetch", "{'ids':['doc-1','doc-2'],'include_fields':['title','body']}");

    assertThat(fetched.path("usage").toString())
        .isEqualTo("{\"read_units\":1,\"egress_bytes\":98}");
  }

  @Test
  void embeddingsOfTextsCountInTheNamespaceButNotAsEgress() {
    pinecone.create("embedded", "{'body':{'type':'string','embed':{'dimension':384}}}");
    pinecone.write("embedded", "upsert", "{'documents':[{'_id':'tyres','body':'winter tyres'}]}");

    // The id, and the metadata {"body":"winter tyres"}.
    int shown = 5 + 23;
    assertThat(
            pinecone
                .read("embedded", "fetch", "{'ids':['tyres']}")
                .at("/usage/egress_bytes")
                .intValue())
        .isEqualTo(shown);
    assertThat(
            DocumentsUnderTest.succeed(200, pinecone.data("embedded", "GET", "/namespaces/n", ""))
                .path("size_bytes")
                .textValue())
        .isEqualTo(Integer.toString(shown + 384 * Float.BYTES));
  }

  @ParameterizedTest
  @CsvSource({"cosine, near, 1.0", "dotproduct, far, 20.0", "euclidean, near, 1.0"})
  void theMetricOfTheFieldDecides(String metric, String best, float score) {
    pinecone.create("one", "{'v':{'type':'dense_vector','dimension':2,'metric':'" + metric + "'}}");
    pinecone.write(
        "one", "upsert", "{'documents':[{'_id':'far','v':[10,9]},{'_id':'near','v':[1,0]}]}");

    JsonNode first =
        pinecone
            .read(
                "one",
                "search",
                "{'score_by':[{'type':'dense_vector','field':'v','values':[2,0]}],'top_k':1}")
            .at("/matches/0");
    assertThat(first.path("_id").textValue()).isEqualTo(best);
    assertThat(first.path("_score").floatValue()).isEqualTo(score);
  }

  @Test
  void aSearchOfASparseFieldNeedsASharedPosition() {
    String clause = "{'type':'sparse_vector','fields':['s'],'sparse_values':";

    assertThat(
            pinecone
                .read(
                    "docs",
                    "search",
                    "{'score_by':[" + clause + "{'indices':[2,9],'values':[2,1]}}],'top_k':9}")
                .path("matches")
                .toString()
                .replace('"', '\''))
        .isEqualTo("[{'_id':'a','_score':6.0},{'_id':'b','_score':4.0}]");
    assertThat(
            pinecone.found(
                "docs", "{'score_by':[" + clause + "{'indices':[1],'values':[1]}}],'top_k':9}"))
        .containsExactly("b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",'filter':{'title':{'$match_any':'north'}}"})
  void sparseProductsThatCancelOutAreAMatchWithScoreZero(String filter) {
    JsonNode matches =
        pinecone
            .read(
                "docs",
                "search",
                "{'score_by':[{'type':'sparse_vector','fields':['s'],'sparse_values':"
                    + "{'indices':[1,2,9],'values':[2,-1,5]}}],'top_k':9"
                    + filter
                    + "}")
            .path("matches");

    assertThat(matches.get(0).toString().replace('"', '\'')).isEqualTo("{'_id':'b','_score':0.0}");
  }

  @Test
  void aFetchByFilterAcceptsConditionsOnWords() {
    JsonNode first =
        pinecone.read(
            "docs",
            "fetch",
            "{'filter':{'$or':[{'title':{'$match_any':'north nowhere'}},{'n':1}]},'limit':2}");
    assertThat(first.path("documents").fieldNames()).toIterable().containsExactly("a", "b");
    JsonNode second =
        pinecone.read(
            "docs",
            "fetch",
            "{'filter':{'$or':[{'title':{'$match_any':'north nowhere'}},{'n':1}]},'limit':2,"
                + "'pagination_token':'"
                + first.at("/pagination/next").textValue()
                + "'}");
    assertThat(second.path("documents").fieldNames()).toIterable().containsExactly("c");
    assertThat(second.has("pagination")).isFalse();

    assertThat(
            pinecone
                .read("docs", "fetch", "{'filter':{'title':{'$match_phrase':'EAST'},'n':1}}")
                .path("documents")
                .fieldNames())
        .toIterable()
        .containsExactly("a");
    assertThat(
            pinecone
                .read("docs", "fetch", "{'filter':{'title':{'$match_all':'east north'}}}")
                .path("documents"))
        .isEmpty();
  }

  @Test
  void aScoreThatIsNotFiniteIsNull() {
    pinecone.create("huge", "{'v':{'type':'dense_vector','dimension':1,'metric':'dotproduct'}}");
    pinecone.write("huge", "upsert", "{'documents':[{'_id':'a','v':[3e38]}]}");

    JsonNode match =
        pinecone
            .read(
                "huge",
                "search",
                "{'score_by':[{'type':'dense_vector','fields':['v'],'values':[3e38]}],'top_k':1}")
            .at("/matches/0");
    assertThat(match.has("_score")).isTrue();
    assertThat(match.path("_score").isNull()).isTrue();
  }

  @Test
  void aFilterAndTopKNarrowASearch() {
    assertThat(pinecone.found("docs", dense("'top_k':9,'filter':{'n':{'$gt':1}}")))
        .containsExactly("b");
    assertThat(pinecone.found("docs", dense("'top_k':9,'filter':{'title':'East'}")))
        .containsExactly("a");
    assertThat(pinecone.found("docs", dense("'top_k':1,'filter':{}"))).containsExactly("a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'top_k':1 | {'_id':'a','_score':1.0}",
        "'top_k':1,'include_fields':[] | {'_id':'a','_score':1.0}",
        "'top_k':1,'include_fields':['n','absent'] | {'_id':'a','_score':1.0,'n':1}",
        "'top_k':1,'include_fields':['v'] | {'_id':'a','_score':1.0,'v':[1.0,0.0]}",
        "'top_k':1,'include_fields':['*'] | {'_id':'a','_score':1.0,'title':'East','n':1,"
            + "'v':[1.0,0.0],'s':{'indices':[2],'values':[3.0]}}"
      })
  void aSearchIncludesNoFieldsByDefault(String rest, String expected) {
    assertThat(
            pinecone
                .read("docs", "search", dense(rest))
                .at("/matches/0")
                .toString()
                .replace('"', '\''))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'ids':['a'] | {'_id':'a','title':'East','n':1,'v':[1.0,0.0],"
            + "'s':{'indices':[2],'values':[3.0]}}",
        "'ids':['a'],'include_fields':[] | {'_id':'a','title':'East','n':1,'v':[1.0,0.0],"
            + "'s':{'indices':[2],'values':[3.0]}}",
        "'ids':['a'],'include_fields':['*'] | {'_id':'a','title':'East','n':1,'v':[1.0,0.0],"
            + "'s':{'indices':[2],'values':[3.0]}}",
        "'ids':['a'],'include_fields':['s'] | {'_id':'a','s':{'indices':[2],'values':[3.0]}}"
      })
  void aFetchIncludesAllFieldsByDefault(String body, String expected) {
    assertThat(
            pinecone
                .read("docs", "fetch", "{" + body + "}")
                .at("/documents/a")
                .toString()
                .replace('"', '\''))
        .isEqualTo(expected);
  }

  @Test
  void aMissingNamespaceReadsAsEmpty() {
    JsonNode found =
        DocumentsUnderTest.succeed(
            200, pinecone.data("docs", "POST", "/namespaces/m/documents/search", searchBody()));
    JsonNode fetched =
        DocumentsUnderTest.succeed(
            200, pinecone.data("docs", "POST", "/namespaces/m/documents/fetch", "{'ids':['a']}"));

    assertThat(found.path("matches")).isEmpty();
    assertThat(fetched.path("documents")).isEmpty();
  }

  private static String searchBody() {
    return dense("'top_k':1");
  }

  @Test
  void theDefaultNamespaceIsNamedInPathsAndResponses() {
    DocumentsUnderTest.succeed(
        202,
        pinecone.data(
            "docs",
            "POST",
            "/namespaces/__default__/documents/upsert",
            "{'documents':[{'_id':'z','v':[1,0]}]}"));

    JsonNode found =
        DocumentsUnderTest.succeed(
            200,
            pinecone.data(
                "docs", "POST", "/namespaces/__default__/documents/search", searchBody()));
    assertThat(found.at("/matches/0/_id").textValue()).isEqualTo("z");
    assertThat(found.path("namespace").textValue()).isEqualTo("__default__");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'score_by':[{'type':'dense_vector','fields':['v'],'values':[1,0]}]} | missing field `top_k`",
        "{'top_k':1} | score_by has 0 clauses, expected 1 to 100",
        "{'top_k':1,'score_by':{}} | score_by: invalid type, expected an array",
        "{'top_k':1,'score_by':[{'fields':['v']}]} | missing field `score_by[0].type`",
        "{'top_k':1,'score_by':[{'type':'bm25','fields':['v']}]} | unknown variant `bm25`",
        "{'top_k':1,'score_by':[{'type':'dense_vector','values':[1,0]}]} | needs fields",
        "{'top_k':1,'score_by':[{'type':'dense_vector','fields':['v','s'],'values':[1,0]}]} | expected exactly one field",
        "{'top_k':1,'score_by':[{'type':'dense_vector','fields':['v'],'field':'v','values':[1,0]}]} | has both fields and field",
        "{'top_k':1,'score_by':[{'type':'dense_vector','fields':['s'],'values':[1,0]}]} | names field 's', expected a field of type dense_vector",
        "{'top_k':1,'score_by':[{'type':'dense_vector','fields':['n'],'values':[1,0]}]} | names field 'n'",
        "{'top_k':1,'score_by':[{'type':'dense_vector','fields':['v']}]} | expected a list of numbers",
        "{'top_k':1,'score_by':[{'type':'dense_vector','fields':['v'],'values':[1]}]} | 1 values do not match the dimension 2",
        "{'top_k':1,'score_by':[{'type':'dense_vector','fields':['v'],'values':[1,0],'weight':2}]} | Unknown field `score_by[0].weight`",
        "{'top_k':1,'score_by':[{'type':'sparse_vector','fields':['v'],'sparse_values':{'indices':[1],'values':[1]}}]} | names field 'v'",
        "{'top_k':1,'score_by':[{'type':'sparse_vector','fields':['s'],'sparse_values':{'indices':[],'values':[]}}]} | expected 1 to 2048",
        "{'top_k':1,'score_by':[{'type':'sparse_vector','fields':['s']}]} | expected sparse values",
        "{'top_k':1,'score_by':[{'type':'text','fields':['v'],'query':'x'}]} | expected full-text fields, which are [title]",
        "{'top_k':1,'score_by':[{'type':'text','query':'x'}]} | needs fields",
        "{'top_k':1,'score_by':[{'type':'text','fields':['title']}]} | missing field `score_by[0].query`",
        "{'top_k':1,'score_by':[{'type':'text','fields':['title'],'query':'  '}]} | has 0 bytes, expected 1 to 10240",
        "{'top_k':1,'score_by':[{'type':'query_string','fields':['title'],'query':'x'}]} | takes no field or fields",
        "{'top_k':1,'score_by':[{'type':'query_string','field':'title','query':'x'}]} | takes no field or fields",
        "{'top_k':1,'score_by':[{'type':'query_string','query':'x','slop':1}]} | Unknown field `score_by[0].slop`",
        "{'top_k':1,'score_by':[{'type':'embed','fields':['title'],'query':'x'}]} | expected a string field with embed",
        "{'top_k':1,'score_by':[{'type':'sparse_embed','fields':['title'],'query':'x'}]} | a string field with sparse_embed",
        "{'top_k':1,'score_by':[{'type':'text','fields':['title'],'query':'x'},{'type':'dense_vector','fields':['v'],'values':[1,0]}]} | must be the only one in score_by",
        "{'top_k':1,'score_by':[{'type':'dense_vector','fields':['v'],'values':[1,0]},{'type':'dense_vector','fields':['v'],'values':[1,0]}]} | must be the only one"
      })
  void anInvalidClauseIsRefused(String body, String reason) {
    pinecone.refuse(reason, "docs", "search", body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'top_k':0 | top_k is 0, expected 1 to 10000",
        "'top_k':10001 | top_k is 10001, expected 1 to 10000",
        "'top_k':'1' | top_k: invalid type",
        "'top_k':1,'include_fields':'n' | include_fields: invalid type",
        "'top_k':1,'include_values':true | Unknown field `include_values`",
        "'top_k':1,'filter':{'n':{'$near':1}} | Unknown filter operator $near",
        "'top_k':1,'filter':{'n':{'$match_all':'x'}} | $match_all names field 'n'",
        "'top_k':1,'filter':{'title':{'$match_all':''}} | needs a string that is not blank",
        "'top_k':1,'filter':{'title':{'$match_phrase':['x']}} | $match_phrase needs a string"
      })
  void anInvalidSearchIsRefused(String rest, String reason) {
    pinecone.refuse(reason, "docs", "search", dense(rest));
  }

  @Test
  void aSearchHasAtMost100Clauses() {
    String clause = "{'type':'text','fields':['title'],'query':'x'}";

    pinecone.refuse(
        "score_by has 101 clauses, expected 1 to 100",
        "docs",
        "search",
        "{'top_k':1,'score_by':[" + clause + ("," + clause).repeat(100) + "]}");
  }

  @Test
  void aQueryHasAtMost10Kilobytes() {
    pinecone.refuse(
        "has 10242 bytes, expected 1 to 10240",
        "docs",
        "search",
        "{'top_k':1,'score_by':[{'type':'query_string','query':' " + "ä".repeat(5121) + " '}]}");
  }

  @Test
  void aFetchByFilterReturnsPages() {
    List<String> seen = new ArrayList<>();
    String token = "";
    JsonNode page;
    do {
      page =
          pinecone.read(
              "docs",
              "fetch",
              "{'filter':{'n':{'$gte':1}},'limit':2,'include_fields':['n'],'pagination_token':'"
                  + token
                  + "'}");
      page.path("documents").fieldNames().forEachRemaining(seen::add);
      token = page.at("/pagination/next").asText();
    } while (!token.isEmpty());

    assertThat(seen).containsExactly("a", "b", "c");
    assertThat(page.has("pagination")).isFalse();
    assertThat(page.path("usage").toString()).isEqualTo("{\"read_units\":1,\"egress_bytes\":8}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | exactly one of ids and filter, got none",
        "{'ids':['a'],'filter':{'n':1}} | got both",
        "{'ids':[]} | ids has 0 elements, expected 1 to 1000",
        "{'ids':['']} | Document id is ''",
        "{'filter':{}} | Filter must not be empty",
        "{'filter':{'n':{'$match_phrase':'x'}}} | $match_phrase names field 'n', expected one of the full-text fields",
        "{'filter':{'n':1},'limit':0} | limit must be between 1 and 10000, got 0",
        "{'filter':{'n':1},'limit':10001} | limit must be between 1 and 10000, got 10001",
        "{'ids':['a'],'limit':10001} | limit must be between 1 and 10000, got 10001",
        "{'filter':{'n':1},'pagination_token':'x'} | Invalid pagination token",
        "{'ids':['a'],'namespace':'n'} | Unknown field `namespace`"
      })
  void anInvalidFetchIsRefused(String body, String reason) {
    pinecone.refuse(reason, "docs", "fetch", body);
  }

  @Test
  void aFetchByIdsNeverPaginates() {
    JsonNode fetched = pinecone.read("docs", "fetch", "{'ids':['b','absent','a'],'limit':1}");

    assertThat(fetched.path("documents").fieldNames()).toIterable().containsExactly("b", "a");
    assertThat(fetched.has("pagination")).isFalse();
  }

  @Test
  void idsAreListedInByteOrderInPages() {
    pinecone.write(
        "docs", "upsert", "{'documents':[{'_id':'B','title':'x'},{'_id':'a2','title':'x'}]}");

    JsonNode first = pinecone.read("docs", "list", "{'limit':3}");
    assertThat(first.path("documents").toString().replace('"', '\''))
        .isEqualTo("[{'_id':'B'},{'_id':'a'},{'_id':'a2'}]");
    assertThat(first.path("namespace").textValue()).isEqualTo("n");
    assertThat(first.path("usage").toString()).isEqualTo("{\"read_units\":1,\"egress_bytes\":4}");
    JsonNode second =
        pinecone.read(
            "docs",
            "list",
            "{'limit':3,'pagination_token':'" + first.at("/pagination/next").textValue() + "'}");
    assertThat(second.path("documents").findValuesAsText("_id")).containsExactly("b", "c");
    assertThat(second.has("pagination")).isFalse();
    assertThat(
            pinecone
                .read("docs", "list", "{'prefix':'a'}")
                .path("documents")
                .findValuesAsText("_id"))
        .containsExactly("a", "a2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'limit':0} | limit must be between 1 and 100, got 0",
        "{'limit':101} | limit must be between 1 and 100, got 101",
        "{'prefix':'ä'} | prefix is 'ä', expected at most 512 ASCII characters",
        "{'pagination_token':'x'} | Invalid pagination token",
        "{'filter':{'n':1}} | Unknown field `filter`"
      })
  void anInvalidListingIsRefused(String body, String reason) {
    pinecone.refuse(reason, "docs", "list", body);
  }

  @Test
  void textsAreEmbeddedWhenWrittenAndWhenSearched() {
    pinecone.create("embedded", "{'body':{'type':'string','embed':{},'sparse_embed':{}}}");
    pinecone.write(
        "embedded",
        "upsert",
        "{'documents':[{'_id':'tides','body':'spring tides rise'},"
            + "{'_id':'tyres','body':'winter tyres'}]}");

    for (String type : List.of("embed", "sparse_embed")) {
      String clause = "{'type':'" + type + "','fields':['body'],'query':'winter tyres'}";
      JsonNode first =
          pinecone
              .read("embedded", "search", "{'top_k':2,'score_by':[" + clause + "]}")
              .at("/matches/0");
      assertThat(first.path("_id").textValue()).isEqualTo("tyres");
      assertThat(first.path("_score").floatValue()).isGreaterThan(0.9f);
    }
    assertThat(pinecone.stored("embedded", "tyres").replace('"', '\''))
        .isEqualTo("{'_id':'tyres','body':'winter tyres'}");
  }

  @Test
  void anUpdateEmbedsANewText() {
    pinecone.create("embedded", "{'body':{'type':'string','sparse_embed':{}}}");
    pinecone.write("embedded", "upsert", "{'documents':[{'_id':'a','body':'spring tides'}]}");
    String tides =
        "{'top_k':1,'score_by':[{'type':'sparse_embed','fields':['body'],'query':'tides'}]}";
    assertThat(pinecone.found("embedded", tides)).containsExactly("a");

    pinecone.write("embedded", "update", "{'documents':[{'_id':'a','body':'winter tyres'}]}");
    assertThat(pinecone.found("embedded", tides)).isEmpty();
    pinecone.write("embedded", "update", "{'documents':[{'_id':'a','body':'tides'}]}");
    assertThat(pinecone.found("embedded", tides)).containsExactly("a");
    pinecone.write("embedded", "update", "{'documents':[{'_id':'a','body':'...'}]}");
    assertThat(pinecone.found("embedded", tides)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'dense_vector','fields':['body'],'values':[1,2]}",
        "{'type':'sparse_embed','fields':['body'],'query':'x'}"
      })
  void anEmbeddedTextIsSearchedByItsOwnClauseOnly(String clause) {
    pinecone.create("embedded", "{'body':{'type':'string','embed':{}}}");

    pinecone.refuse(
        "names field 'body'", "embedded", "search", "{'top_k':1,'score_by':[" + clause + "]}");
  }

  @Test
  void aSparseQueryWithoutWordsIsRefused() {
    pinecone.create("embedded", "{'body':{'type':'string','sparse_embed':{}}}");

    pinecone.refuse(
        "the query has no words",
        "embedded",
        "search",
        "{'top_k':1,'score_by':[{'type':'sparse_embed','fields':['body'],'query':'...'}]}");
  }

  @Test
  void aTextThatAModelDoesNotCutIsRefused() {
    pinecone.create(
        "embedded",
        "{'body':{'type':'string','sparse_embed':{'write_parameters':{'truncate':'NONE'}}}}");

    pinecone.refuse(
        "Field 'body' of document 'a': Input has 513 tokens",
        "embedded",
        "upsert",
        "{'documents':[{'_id':'a','body':'" + "x ".repeat(513) + "'}]}");
  }
}
