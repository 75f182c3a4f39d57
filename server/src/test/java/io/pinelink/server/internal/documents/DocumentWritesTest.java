package io.pinelink.server.internal.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.server.internal.http.ServerResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentWritesTest {
  private static final String FIELDS =
      "{'title':{'type':'string','full_text_search':{}},"
          + "'v':{'type':'dense_vector','dimension':2,'metric':'cosine'},"
          + "'s':{'type':'sparse_vector'}}";

  private final DocumentsUnderTest pinecone = new DocumentsUnderTest();

  @BeforeEach
  void create() {
    pinecone.create("docs", FIELDS);
  }

  private void upsert(String documents) {
    pinecone.write("docs", "upsert", "{'documents':[" + documents + "]}");
  }

  private String stored(String id) {
    return pinecone.stored("docs", id).replace('"', '\'');
  }

  @Test
  void anUpsertKeepsEveryKindOfField() {
    ServerResponse written =
        pinecone.documents(
            "docs",
            "upsert",
            "{'documents':[{'_id':'a','title':'Tides','v':[0.1,-2],"
                + "'s':{'indices':[4294967295,3],'values':[0.5,1]},"
                + "'year':1999,'new':true,'tags':['x','y'],'note':null}]}");

    assertThat(DocumentsUnderTest.succeed(202, written).toString())
        .isEqualTo("{\"upserted_count\":1}");
    assertThat(written.headers()).containsKeys("x-pinecone-lsn-committed");
    assertThat(stored("a"))
        .isEqualTo(
            "{'_id':'a','title':'Tides','year':1999,'new':true,'tags':['x','y'],"
                + "'v':[0.1,-2.0],'s':{'indices':[3,4294967295],'values':[1.0,0.5]}}");
  }

  @Test
  void anUpsertReplacesTheWholeDocument() {
    upsert("{'_id':'a','title':'Tides','year':1999}");
    upsert("{'_id':'a','v':[1,1]}");

    assertThat(stored("a")).isEqualTo("{'_id':'a','v':[1.0,1.0]}");
  }

  @Test
  void oneInvalidDocumentRefusesAll() {
    pinecone.refuse(
        "needs at least one field of the schema",
        "docs",
        "upsert",
        "{'documents':[{'_id':'a','title':'x'},{'_id':'b','year':1}]}");

    assertThat(stored("a")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | documents has 0 elements, expected 1 to 1000",
        "{'documents':[]} | documents has 0 elements",
        "{'documents':{}} | documents: invalid type, expected an array",
        "{'documents':[1]} | documents[0]: invalid type, expected an object",
        "{'documents':[{'_id':'a','title':'x'}],'namespace':'n'} | Unknown field `namespace`",
        "[] | expected an object",
        "{ | Failed to parse",
        "{'documents':[{'title':'x'}]} | missing field `documents[0]._id`",
        "{'documents':[{'_id':7,'title':'x'}]} | documents[0]._id: invalid type",
        "{'documents':[{'_id':'','title':'x'}]} | Document id is ''",
        "{'documents':[{'_id':'ä','title':'x'}]} | expected 1 to 512 ASCII characters",
        "{'documents':[{'_id':'a'}]} | Document 'a' needs at least one field of the schema",
        "{'documents':[{'_id':'a','year':1}]} | expected one of [title, v, s]",
        "{'documents':[{'_id':'a','title':7}]} | Field 'title' of document 'a': expected a string",
        "{'documents':[{'_id':'a','v':[1]}]} | 1 values do not match the dimension 2",
        "{'documents':[{'_id':'a','v':[0,1e-9]}]} | at least one non-zero value: values below 1e-8 count as zero",
        "{'documents':[{'_id':'a','v':[1,'x']}]} | expected a list of numbers",
        "{'documents':[{'_id':'a','v':[1,1e39]}]} | must be finite numbers",
        "{'documents':[{'_id':'a','v':'x'}]} | expected a list of numbers",
        "{'documents':[{'_id':'a','s':[1]}]} | expected sparse values",
        "{'documents':[{'_id':'a','s':{'indices':[1],'values':[1],'x':1}}]} | expected sparse",
        "{'documents':[{'_id':'a','s':{'indices':[],'values':[]}}]} | expected 1 to 2048",
        "{'documents':[{'_id':'a','s':{'indices':[1],'values':[]}}]} | must have the same length",
        "{'documents':[{'_id':'a','s':{'indices':[1,1],'values':[1,2]}}]} | must be unique",
        "{'documents':[{'_id':'a','s':{'indices':[-1],'values':[1]}}]} | from 0 to 4294967295",
        "{'documents':[{'_id':'a','s':{'indices':[1.5],'values':[1]}}]} | got 1.5",
        "{'documents':[{'_id':'a','title':'x','m':{'n':1}}]} | does not declare the field",
        "{'documents':[{'_id':'a','title':'x','m':[1,2]}]} | Field 'm' of document 'a'",
        "{'documents':[{'_id':'a','title':'x','m':['p',2]}]} | a list of strings",
        "{'documents':[{'_id':'a','title':'x','$m':1}]} | begins with '$'",
        "{'documents':[{'_id':'a','title':'x','_score':1}]} | begins with '$' or '_'",
        "{'documents':[{'_id':'a','title':'x','_own':1}]} | Field '_own' of document 'a' has a name that is empty, or begins with '$' or '_'",
        "{'documents':[{'_id':'a','title':'x','ééééééééééééééééééééééééééééééééx':1}]} | has a name of 65 bytes, which exceeds the limit of 64",
        "{'documents':[{'_id':'a','title':'x','_remove_fields':['m']}]} | begins with '$' or '_'"
      })
  void anInvalidUpsertIsRefused(String body, String reason) {
    pinecone.refuse(reason, "docs", "upsert", body);
  }

  @Test
  void anUpsertHasAtMost1000Documents() {
    String documents = "{'_id':'a','title':'x'},".repeat(1000);

    upsert(documents.substring(0, documents.length() - 1));
    pinecone.refuse(
        "documents has 1001 elements, expected 1 to 1000",
        "docs",
        "upsert",
        "{'documents':[" + documents + "{'_id':'a','title':'x'}]}");
  }

  @Test
  void anIdHasAtMost512Characters() {
    upsert("{'_id':'" + "a".repeat(512) + "','title':'x'}");
    pinecone.refuse(
        "expected 1 to 512",
        "docs",
        "upsert",
        "{'documents':[{'_id':'" + "a".repeat(513) + "','title':'x'}]}");
  }

  @Test
  void aTextHasAtMost100Kilobytes() {
    String most = "ä".repeat(51_200);

    upsert("{'_id':'a','title':'" + most + "'}");
    pinecone.refuse(
        "text has 102401 bytes, which exceeds the limit of 102400",
        "docs",
        "upsert",
        "{'documents':[{'_id':'a','title':'" + most + "x'}]}");
  }

  @Test
  void aTextHasAtMost10000Tokens() {
    String most = "a ".repeat(10_000);

    upsert("{'_id':'a','title':'" + most + "'}");
    pinecone.refuse(
        "text has 10001 tokens, which exceeds the limit of 10000",
        "docs",
        "upsert",
        "{'documents':[{'_id':'a','title':'" + most + "b'}]}");
  }

  @Test
  void aRequestHasAtMost2Megabytes() {
    pinecone.refuse(
        "bytes, which exceeds the limit of 2097152",
        "docs",
        "upsert",
        "{'documents':[{'_id':'a','title':'x','m':'" + "m".repeat(2 * 1024 * 1024) + "'}]}");
  }

  @Test
  void anUpdateSetsAndRemovesFieldsOfKnownDocuments() {
    upsert("{'_id':'a','title':'Tides','v':[1,2],'year':1999,'tags':['x']}");

    assertThat(
            pinecone
                .write(
                    "docs",
                    "update",
                    "{'documents':["
                        + "{'_id':'a','year':2000,'s':{'indices':[1],'values':[1]},"
                        + "'_remove_fields':['tags','v','absent']},"
                        + "{'_id':'unknown','title':'x'},{'_id':'a','more':true}]}")
                .toString())
        .isEqualTo("{}");
    assertThat(stored("a"))
        .isEqualTo(
            "{'_id':'a','title':'Tides','year':2000,'more':true,"
                + "'s':{'indices':[1],'values':[1.0]}}");
    assertThat(stored("unknown")).isEmpty();
  }

  @Test
  void anUpdateOfAMissingNamespaceHasNoEffect() {
    pinecone.write("docs", "update", "{'documents':[{'_id':'a','title':'x'}]}");

    assertThat(stored("a")).isEmpty();
  }

  @Test
  void anUpdateByFilterReportsHowManyMatched() {
    upsert("{'_id':'a','title':'x','year':1},{'_id':'b','title':'y','year':2}");

    assertThat(
            pinecone
                .write(
                    "docs",
                    "update",
                    "{'filter':{'year':{'$gte':2}},'set_fields':{'old':false},"
                        + "'remove_fields':['year']}")
                .toString())
        .isEqualTo("{\"matched_records\":1}");
    assertThat(stored("a")).isEqualTo("{'_id':'a','title':'x','year':1}");
    assertThat(stored("b")).isEqualTo("{'_id':'b','title':'y','old':false}");
    assertThat(
            pinecone
                .write("docs", "update", "{'filter':{'year':9},'set_fields':{'old':true}}")
                .path("matched_records")
                .intValue())
        .isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | exactly one of documents and filter, got none",
        "{'documents':[{'_id':'a'}],'filter':{'y':1}} | got both",
        "{'documents':[]} | documents has 0 elements",
        "{'documents':[{'_id':'a'}],'set_fields':{'x':1}} | need filter, not documents",
        "{'documents':[{'_id':'a'}],'dry_run':true} | Unknown field `dry_run`",
        "{'documents':[{'x':1}]} | missing field `documents[0]._id`",
        "{'documents':[{'_id':'a','x':1,'_remove_fields':['x']}]} | cannot be both set and removed",
        "{'documents':[{'_id':'a','v':[1,1],'_remove_fields':['v']}]} | both set and removed",
        "{'documents':[{'_id':'a','_remove_fields':['_id']}]} | begins with '$' or '_'",
        "{'documents':[{'_id':'a','_remove_fields':'x'}]} | expected an array",
        "{'documents':[{'_id':'a','v':[1]}]} | 1 values do not match the dimension 2",
        "{'documents':[{'_id':'a','_remove_fields':['title']}]} | needs at least one field",
        "{'filter':{'title':'x'},'remove_fields':['title']} | needs at least one field",
        "{'filter':{},'set_fields':{'x':1}} | Filter must not be empty",
        "{'filter':{'y':1}} | that are not empty",
        "{'filter':{'y':1},'set_fields':{},'remove_fields':[]} | that are not empty",
        "{'filter':{'y':1},'set_fields':{'_id':'b'}} | begins with '$' or '_'",
        "{'filter':{'y':1},'set_fields':{'x':1},'remove_fields':['x']} | both set and removed",
        "{'filter':{'title':{'$match_all':'x'}},'set_fields':{'x':1}} | $match_all is allowed in",
        "{'filter':{'y':{'$near':1}},'set_fields':{'x':1}} | Unknown filter operator $near"
      })
  void anInvalidUpdateIsRefused(String body, String reason) {
    upsert("{'_id':'a','title':'x'}");

    pinecone.refuse(reason, "docs", "update", body);
    assertThat(stored("a")).isEqualTo("{'_id':'a','title':'x'}");
  }

  @Test
  void anUpdateThatIsRefusedForOneDocumentChangesNone() {
    upsert("{'_id':'a','title':'x'},{'_id':'b','title':'y'}");

    pinecone.refuse(
        "Document 'b' needs at least one field",
        "docs",
        "update",
        "{'documents':[{'_id':'a','title':'z'},{'_id':'b','_remove_fields':['title']}]}");
    assertThat(stored("a")).isEqualTo("{'_id':'a','title':'x'}");
  }

  @Test
  void aDocumentThatAnUpdateMakesTooLargeIsRefused() {
    String half = "m".repeat(1_200_000);
    upsert("{'_id':'a','title':'x','m1':'" + half + "'}");

    pinecone.refuse(
        "Document 'a' has", "docs", "update", "{'documents':[{'_id':'a','m2':'" + half + "'}]}");
  }

  @Test
  void documentsAreDeletedByIdByFilterOrAll() {
    upsert("{'_id':'a','title':'x','y':1},{'_id':'b','title':'x','y':2},{'_id':'c','title':'x'}");

    assertThat(pinecone.write("docs", "delete", "{'ids':['a','absent']}").toString())
        .isEqualTo("{}");
    assertThat(stored("a")).isEmpty();
    assertThat(pinecone.write("docs", "delete", "{'filter':{'y':2}}").toString())
        .isEqualTo("{\"matched_records\":1}");
    assertThat(stored("b")).isEmpty();
    assertThat(stored("c")).isNotEmpty();
    assertThat(pinecone.write("docs", "delete", "{'delete_all':true}").toString()).isEqualTo("{}");
    assertThat(stored("c")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | exactly one of ids, filter and delete_all, got []",
        "{'delete_all':false} | got []",
        "{'ids':['a'],'delete_all':true} | got [ids, delete_all]",
        "{'ids':['a'],'filter':{'y':1}} | got [ids, filter]",
        "{'ids':[]} | ids has 0 elements, expected 1 to 1000",
        "{'ids':['ä']} | expected 1 to 512 ASCII characters",
        "{'ids':'a'} | ids: invalid type, expected an array",
        "{'filter':{}} | Filter must not be empty",
        "{'filter':{'$and':[{}]}} | Filter must not be empty",
        "{'ids':null,'filter':null} | exactly one of ids, filter and delete_all, got []",
        "{'delete_all':null} | got []",
        "{'ids':['a'],'namespace':'n'} | Unknown field `namespace`",
        "{'filter':{'title':{'$match_any':'x'}}} | $match_any is allowed in the filter of a search or a fetch only, not of a deletion"
      })
  void anInvalidDeletionIsRefused(String body, String reason) {
    upsert("{'_id':'a','title':'x'}");

    pinecone.refuse(reason, "docs", "delete", body);
    assertThat(stored("a")).isNotEmpty();
  }

  @Test
  void aDeletionHasAtMost1000Ids() {
    pinecone.refuse(
        "ids has 1001 elements", "docs", "delete", "{'ids':['a'" + ",'a'".repeat(1000) + "]}");
  }

  @Test
  void aDeletionInAMissingNamespaceIsNotFound() {
    pinecone.refuse(404, "NOT_FOUND", "Namespace not found", "docs", "delete", "{'ids':['a']}");
  }

  @Test
  void aNamespaceIsNamedByPrintableAscii() {
    ServerResponse refused =
        pinecone.data(
            "docs",
            "POST",
            "/namespaces/%C3%A4/documents/upsert",
            "{'documents':[{'_id':'a','title':'x'}]}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(DocumentsUnderTest.json(refused).at("/error/message").textValue())
        .contains("Namespace must be at most 512 ASCII characters");
  }

  @Test
  void writesBecomeVisibleAfterTheDelay() {
    DocumentsUnderTest delayed = new DocumentsUnderTest(Duration.ofSeconds(3));
    delayed.create("docs", FIELDS);
    ServerResponse written =
        delayed.documents("docs", "upsert", "{'documents':[{'_id':'a','title':'x'}]}");
    delayed.write("docs", "update", "{'documents':[{'_id':'a','title':'y'}]}");
    assertThat(delayed.stored("docs", "a")).isEmpty();

    delayed.pass(Duration.ofSeconds(3));

    ServerResponse seen = delayed.documents("docs", "fetch", "{'ids':['a']}");
    assertThat(DocumentsUnderTest.json(seen).at("/documents/a/title").textValue()).isEqualTo("y");
    assertThat(Long.parseLong(seen.headers().get("x-pinecone-lsn-reconciled")))
        .isEqualTo(Long.parseLong(written.headers().get("x-pinecone-lsn-committed")) + 1);
  }
}
