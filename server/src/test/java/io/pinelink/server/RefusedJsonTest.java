package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.server.internal.http.ServerResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that JSON whose meaning decoding would change is refused, in requests of each kind. */
class RefusedJsonTest {
  private static EmbeddedPinecone pinecone;
  private static VersionedCaller caller;
  private static String vectors;
  private static String documents;
  private static String records;

  @BeforeAll
  static void start() {
    pinecone = EmbeddedPinecone.start();
    caller = new VersionedCaller(pinecone);
    vectors =
        caller.create(
            "/indexes",
            "{'name':'vectors','dimension':2,"
                + "'spec':{'serverless':{'cloud':'aws','region':'us-east-1'}}}");
    records =
        caller.create(
            "/indexes/create-for-model",
            "{'name':'records','cloud':'aws','region':'us-east-1','embed':"
                + "{'model':'multilingual-e5-large','field_map':{'text':'t'}}}");
    ServerResponse made =
        caller.control(
            "2026-07",
            "POST",
            "/indexes",
            "{'name':'documents','schema':{'fields':"
                + "{'e':{'type':'dense_vector','dimension':2,'metric':'cosine'}}}}");
    assertThat(made.status()).isEqualTo(201);
    documents = VersionedCaller.json(made).path("host").textValue();
  }

  @AfterAll
  static void stop() {
    pinecone.close();
  }

  private static void assertRefused(ServerResponse answer, String problem) {
    assertThat(VersionedCaller.text(answer)).contains(problem);
    assertThat(answer.status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          /query          | {'topK':1,'topK':2,'vector':[1,0]}                      | duplicate field `topK`
          /query          | {'topK':1,'top_k':2,'vector':[1,0]}                     | duplicate field `top_k`
          /query          | {'topK':1,'vector':[1,0],'filter':{'k':1,'k':2}}        | duplicate field `k`
          /vectors/upsert | {'vectors':[{'id':'a','id':'b','values':[1,0]}]}        | duplicate field `id`
          /vectors/upsert | {'vectors':[{'id':'a','values':[1e39,0]}]}              | within the range of 32-bit floats
          /vectors/upsert | {'vectors':[{'id':'a','values':['NaN',0]}]}             | expected a number
          /vectors/upsert | {'vectors':[{'id':'a','values':[1,0],'metadata':{'k':1e400}}]} | within the range of 64-bit floats
          /vectors/upsert | {'vectors':[{'id':'a','values':[1,0],'metadata':{'k':'\\ud83d'}}]} | half of a surrogate pair
          /vectors/upsert | {'vectors':[{'id':'a','values':[1,0],'metadata':{'k':['a','\\ude00\\ud83d']}}]} | half of a surrogate pair
          /vectors/upsert | {'vectors':[{'id':'a','values':[1,0],'metadata':{'\\ude00':1}}]} | surrogate in field name
          /query          | {'topK':1e19,'vector':[1,0]}                            | expected an integer
          /query          | {'topK':1,'vector':[1,0],'includeValues':'true'}        | expected a boolean
          /query          | {'topK':1,'vector':[1,0]}{}                             | more than one JSON value
          /query          | {'topK':1,'vector':[1,0]}x                              | Failed to parse
          """)
  void invalidVectorRequestsAreRefused(String path, String body, String problem) {
    assertRefused(caller.rest("2026-04", vectors, "POST", path, body), problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          upsert | {'documents':[{'_id':'a','e':[1,0],'e':[0,1]}]} | occurs twice
          upsert | {'documents':[{'_id':'a','e':[1,0],'n':1e400}]} | number out of range
          upsert | {'documents':[{'_id':'a','e':[1,0],'t':'x\\ud83d'}]} | half of a surrogate pair
          fetch  | {'ids':['a'],'ids':['b']}                       | occurs twice
          fetch  | {'ids':['a']}{}                                 | text follows the value
          fetch  | {'ids':['a']}x                                  | Failed to parse
          """)
  void invalidDocumentRequestsAreRefused(String verb, String body, String problem) {
    assertRefused(
        caller.rest("2026-07", documents, "POST", "/namespaces/n/documents/" + verb, body),
        problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {'_id':'a','t':'x'}{'_id':'b','t':'y'} | Line 2 is not valid JSON
          {'_id':'a','t':'x'} x                  | Line 2 is not valid JSON
          {'_id':'a','_id':'b','t':'x'}          | Line 2 is not valid JSON
          {'_id':'a','t':'x','n':1e400}          | number out of range
          {'_id':'a','t':'\\ude00'}              | Line 2: Failed to parse the request body as JSON: a text has half of a surrogate pair
          """)
  void invalidRecordLinesAreRefused(String line, String problem) {
    assertRefused(
        caller.rest(
            "2026-04",
            records,
            "POST",
            "/records/namespaces/n/upsert",
            "{'_id':'first','t':'x'}\n" + line),
        problem);
  }

  @Test
  void invalidControlPlaneRequestsAreRefused() {
    String body = "{'name':'a','name':'b','dimension':2}";
    assertRefused(caller.control("2026-04", "POST", "/indexes", body), "occurs twice");
    assertRefused(
        caller.control("2026-04", "PATCH", "/indexes/vectors", "{'tags':{}} {}"),
        "text follows the value");
  }
}
