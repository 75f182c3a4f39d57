package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.server.internal.http.ServerResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests embedded texts that an index keeps, and texts of which it keeps only the embeddings. */
class StoreTextTest {
  private static EmbeddedPinecone pinecone;
  private static VersionedCaller caller;
  private static String kept;
  private static String dropped;
  private static String words;

  @BeforeAll
  static void start() {
    pinecone = EmbeddedPinecone.start();
    caller = new VersionedCaller(pinecone);
    kept = create("kept", "{'type':'string','embed':{}}");
    dropped = create("dropped", "{'type':'string','embed':{},'store_text':false}");
    words = create("words", "{'type':'string','sparse_embed':{},'store_text':false}");
  }

  @AfterAll
  static void stop() {
    pinecone.close();
  }

  private static String create(String name, String field) {
    ServerResponse made = tryCreate(name, field);
    assertThat(made.status()).as(VersionedCaller.text(made)).isEqualTo(201);
    String host = VersionedCaller.json(made).path("host").textValue();
    assertThat(
            documents(
                    host,
                    "upsert",
                    "{'documents':[{'_id':'a','body':'Spring tides','year':2026},"
                        + "{'_id':'b','body':'Mushroom season'}]}")
                .status())
        .isEqualTo(202);
    return host;
  }

  private static ServerResponse tryCreate(String name, String field) {
    return caller.control(
        "2026-07",
        "POST",
        "/indexes",
        "{'name':'" + name + "','schema':{'fields':{'body':" + field + "}}}");
  }

  private static ServerResponse documents(String host, String verb, String body) {
    return caller.rest("2026-07", host, "POST", "/namespaces/n/documents/" + verb, body);
  }

  private static JsonNode described(String name) {
    return VersionedCaller.json(caller.control("2026-07", "GET", "/indexes/" + name, ""))
        .at("/schema/fields/body");
  }

  private static String bestId(String host, String type, String query) {
    ServerResponse answer =
        documents(
            host,
            "search",
            "{'top_k':1,'score_by':[{'type':'"
                + type
                + "','field':'body','query':'"
                + query
                + "'}]}");
    assertThat(answer.status()).as(VersionedCaller.text(answer)).isEqualTo(200);
    return VersionedCaller.json(answer).at("/matches/0/_id").textValue();
  }

  @Test
  void aDescriptionAlwaysHasTheSetting() {
    assertThat(described("kept").path("store_text").booleanValue()).isTrue();
    assertThat(described("kept").has("full_text_search")).isTrue();
    assertThat(described("dropped").path("store_text").isBoolean()).isTrue();
    assertThat(described("dropped").path("store_text").booleanValue()).isFalse();
    assertThat(described("dropped").has("full_text_search")).isFalse();
    assertThat(described("dropped").at("/embed/model").textValue()).isNotEmpty();
  }

  @Test
  void aTextThatIsNotStoredIsSearchedByItsEmbedding() {
    assertThat(bestId(dropped, "embed", "Spring tides")).isEqualTo("a");
    assertThat(bestId(words, "sparse_embed", "mushroom")).isEqualTo("b");
    assertThat(bestId(kept, "text", "tides")).isEqualTo("a");
  }

  @Test
  void noResponseHasATextThatIsNotStored() {
    JsonNode fetched = VersionedCaller.json(documents(dropped, "fetch", "{'ids':['a']}"));
    assertThat(fetched.at("/documents/a/year").intValue()).isEqualTo(2026);
    assertThat(fetched.at("/documents/a").has("body")).isFalse();
    JsonNode all =
        VersionedCaller.json(documents(dropped, "fetch", "{'ids':['a'],'include_fields':['*']}"));
    assertThat(all.at("/documents/a").has("body")).isFalse();
    JsonNode keptText = VersionedCaller.json(documents(kept, "fetch", "{'ids':['a']}"));
    assertThat(keptText.at("/documents/a/body").textValue()).isEqualTo("Spring tides");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          fetch  | {'ids':['a'],'include_fields':['year','body']} | store_text
          search | {'top_k':1,'include_fields':['body'],'score_by':[{'type':'embed','field':'body','query':'x'}]} | store_text
          search | {'top_k':1,'score_by':[{'type':'text','field':'body','query':'x'}]} | expected full-text fields
          search | {'top_k':1,'filter':{'body':{'$match_all':'x'}},'score_by':[{'type':'embed','field':'body','query':'x'}]} | full-text fields
          """)
  void readsOfATextThatIsNotStoredAreRefused(String verb, String body, String problem) {
    ServerResponse answer = documents(dropped, verb, body);

    assertThat(VersionedCaller.text(answer)).contains(problem);
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void anUpdateReplacesTheEmbeddingOfATextThatIsNotStored() {
    String host = create("updated", "{'type':'string','embed':{},'store_text':false}");

    assertThat(
            documents(host, "update", "{'documents':[{'_id':'b','body':'Winter tyres'}]}").status())
        .isEqualTo(202);

    assertThat(bestId(host, "embed", "Winter tyres")).isEqualTo("b");
  }

  @Test
  void aTextWithoutWordsReplacesTheSparseEmbeddingOfOneThatIsNotStored() {
    String host =
        VersionedCaller.json(
                tryCreate(
                    "silenced",
                    "{'type':'string','sparse_embed':{},'store_text':false},"
                        + "'title':{'type':'string','full_text_search':{}}"))
            .path("host")
            .textValue();
    documents(host, "upsert", "{'documents':[{'_id':'a','title':'x','body':'Spring tides'}]}");
    assertThat(bestId(host, "sparse_embed", "tides")).isEqualTo("a");

    assertThat(documents(host, "update", "{'documents':[{'_id':'a','body':'?'}]}").status())
        .isEqualTo(202);

    ServerResponse found =
        documents(
            host,
            "search",
            "{'top_k':9,'score_by':[{'type':'sparse_embed','field':'body','query':'tides'}]}");
    assertThat(VersionedCaller.json(found).path("matches")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {'type':'string','full_text_search':{},'store_text':true}              | store_text needs embed or sparse_embed
          {'type':'string','embed':{},'full_text_search':{},'store_text':false}  | full_text_search needs store_text true
          {'type':'dense_vector','dimension':2,'metric':'cosine','store_text':true} | Unknown field
          """)
  void aSettingThatDoesNotFitTheFieldIsRefused(String field, String problem) {
    ServerResponse answer = tryCreate("refused", field);

    assertThat(VersionedCaller.text(answer)).contains(problem);
    assertThat(answer.status()).isEqualTo(400);
  }
}
