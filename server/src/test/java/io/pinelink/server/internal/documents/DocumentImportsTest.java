package io.pinelink.server.internal.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.server.internal.http.ServerResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests imports of JSON Lines into document indexes. */
class DocumentImportsTest {
  @TempDir private Path folder;

  private final DocumentsUnderTest pinecone = new DocumentsUnderTest();

  @BeforeEach
  void create() {
    pinecone.create(
        "docs",
        "{'title':{'type':'string','full_text_search':{}},"
            + "'v':{'type':'dense_vector','dimension':2,'metric':'euclidean'}}");
  }

  private void file(String name, String... lines) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, String.join("\n", lines).replace('\'', '"') + "\n");
  }

  private ServerResponse start(String index, String onError) {
    return pinecone.data(
        index,
        "POST",
        "/bulk/imports",
        "{'uri':'" + folder.toUri() + "','errorMode':{'onError':'" + onError + "'}}");
  }

  private JsonNode load(String index, String onError) {
    String id = DocumentsUnderTest.succeed(200, start(index, onError)).path("id").textValue();
    return DocumentsUnderTest.succeed(200, pinecone.data(index, "GET", "/bulk/imports/" + id, ""));
  }

  @Test
  void importedDocumentsAreSearchedAndFetched() throws IOException {
    file("n/0.jsonl", "{'_id':'a','title':'spring tides','year':2026}", "{'_id':'b','v':[1,2]}");
    file("n/1.jsonl", "{'_id':'c','title':'neap tides','tags':['x']}");
    file("__default__/0.jsonl", "{'_id':'d','title':'x'}");
    file("n/2.jsonl.unfinished", "{'_id':'e',");
    file("n/README.txt", "not read");

    JsonNode done = load("docs", "abort");

    assertThat(done.path("error").asText("")).isEmpty();
    assertThat(done.path("status").textValue()).isEqualTo("Completed");
    assertThat(done.path("recordsImported").intValue()).isEqualTo(4);
    assertThat(
            pinecone.found(
                "docs",
                "{'top_k':9,'score_by':[{'type':'dense_vector','fields':['v'],'values':[1,1]}]}"))
        .containsExactly("b");
    assertThat(pinecone.stored("docs", "a").replace('"', '\''))
        .isEqualTo("{'_id':'a','title':'spring tides','year':2026}");
    assertThat(pinecone.stored("docs", "b")).contains("[1.0,2.0]");
    assertThat(
            DocumentsUnderTest.succeed(
                    200, pinecone.data("docs", "POST", "/describe_index_stats", "{}"))
                .path("totalVectorCount")
                .intValue())
        .isEqualTo(4);
  }

  @Test
  void abortStopsAtTheFirstInvalidDocument() throws IOException {
    file("n/0.jsonl", "{'_id':'a','title':'x'}", "{'_id':'b','v':[1]}", "{'_id':'c','title':'x'}");

    JsonNode failed = load("docs", "abort");

    assertThat(failed.path("status").textValue()).isEqualTo("Failed");
    assertThat(failed.path("error").textValue())
        .isEqualTo(
            "n/0.jsonl: Line 2: Field 'v' of document 'b': 1 values do not match the dimension 2"
                + " of the field");
    assertThat(failed.path("recordsImported").intValue()).isEqualTo(1);
  }

  @Test
  void continueLeavesInvalidDocumentsOut() throws IOException {
    file("n/0.jsonl", "{'_id':'a','title':'x'}", "no JSON", "{'_id':'c','title':'x'}");

    JsonNode done = load("docs", "continue");

    assertThat(done.path("status").textValue()).isEqualTo("Completed");
    assertThat(done.path("recordsImported").intValue()).isEqualTo(2);
    assertThat(pinecone.stored("docs", "c")).isNotEmpty();
  }

  @Test
  void anImportIntoANamespaceWithDocumentsIsRefused() throws IOException {
    file("n/0.jsonl", "{'_id':'a','title':'x'}");
    pinecone.write("docs", "upsert", "{'documents':[{'_id':'z','title':'x'}]}");

    assertThat(load("docs", "continue").path("error").textValue())
        .isEqualTo("Namespace 'n' is not empty");
  }

  @Test
  void aDocumentIndexDoesNotImportParquet() throws IOException {
    file("n/0.parquet", "PAR1");

    assertThat(load("docs", "abort").path("error").textValue())
        .isEqualTo(
            "No JSON Lines files found: each namespace needs a directory with .jsonl files; an"
                + " index of this kind does not import the .parquet files");
  }

  @Test
  void anIndexOfVectorsDoesNotImportJsonLines() throws IOException {
    pinecone.create(
        "classic", "{'_values':{'type':'dense_vector','dimension':2,'metric':'cosine'}}");
    file("n/0.jsonl", "{'_id':'a','_values':[1,2]}");

    assertThat(load("classic", "abort").path("error").textValue())
        .isEqualTo(
            "No Parquet files found: each namespace needs a directory with .parquet files; an"
                + " index of this kind does not import the .jsonl files");
  }

  @Test
  void anIndexThatEmbedsTextsDoesNotImport() throws IOException {
    pinecone.create("embedded", "{'body':{'type':'string','embed':{}}}");
    file("n/0.jsonl", "{'_id':'a','body':'x'}");

    ServerResponse refused = start("embedded", "abort");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(DocumentsUnderTest.json(refused).path("message").textValue())
        .isEqualTo(
            "Imports do not embed texts, and the schema of the index has a field that is embedded");
  }
}
