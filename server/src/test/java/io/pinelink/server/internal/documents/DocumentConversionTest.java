package io.pinelink.server.internal.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DocumentConversionTest {
  private static final String VECTOR =
      "{'type':'dense_vector','dimension':2,'metric':'dotproduct'}";

  private final DocumentsUnderTest pinecone = new DocumentsUnderTest();

  @BeforeEach
  void createVectors() {
    pinecone.create(
        "vectors", "{'_values':" + VECTOR + ",'_sparse_values':{'type':'sparse_vector'}}");
    DocumentsUnderTest.succeed(
        200,
        pinecone.data(
            "vectors",
            "POST",
            "/vectors/upsert",
            "{'namespace':'n','vectors':[{'id':'a','values':[1,0],'metadata':{'body':'red fox',"
                + "'year':2026,'tags':['x']},'sparseValues':{'indices':[7],'values':[0.5]}},"
                + "{'id':'b','values':[0,1],'metadata':{'body':'blue'}}]}"));
  }

  @Test
  void valuesAndMetadataBecomeFields() {
    convert(
        "{'v':"
            + VECTOR
            + ",'s':{'type':'sparse_vector'},"
            + "'body':{'type':'string','full_text_search':{}}}");

    assertThat(pinecone.stored("converted", "a").replace('"', '\''))
        .isEqualTo(
            "{'_id':'a','body':'red fox','year':2026,'tags':['x'],'v':[1.0,0.0],"
                + "'s':{'indices':[7],'values':[0.5]}}");
    assertThat(
            pinecone.found(
                "converted",
                "{'score_by':[{'type':'dense_vector','field':'v','values':[0,1]}],'top_k':1}"))
        .containsExactly("b");
  }

  @Test
  void valuesWithoutAFieldAreLeftOut() {
    convert("{'body':{'type':'string','full_text_search':{}}}");

    assertThat(pinecone.stored("converted", "b").replace('"', '\''))
        .isEqualTo("{'_id':'b','body':'blue'}");
  }

  @Test
  void aTextWithAnEmbeddingIsEmbedded() {
    convert("{'body':{'type':'string','embed':{}}}");

    assertThat(
            pinecone.found(
                "converted",
                "{'score_by':[{'type':'embed','field':'body','query':'blue'}],'top_k':1}"))
        .containsExactly("b");
  }

  @Test
  void aRecordWithoutAFieldOfTheSchemaIsNotADocument() {
    JsonNode job = convert("{'missing':{'type':'string','full_text_search':{}}}");

    assertThat(job.path("status").textValue()).isEqualTo("Failed");
    assertThat(job.path("records_converted").intValue()).isZero();
  }

  @Test
  void aRecordWithTheIdOfADocumentInItsMetadataIsNotADocument() {
    DocumentsUnderTest.succeed(
        200,
        pinecone.data(
            "vectors",
            "POST",
            "/vectors/upsert",
            "{'vectors':[{'id':'c','values':[1,0],'metadata':{'_id':'a'}}]}"));

    JsonNode job = convert("{'v':" + VECTOR + "}");

    assertThat(job.path("status").textValue()).isEqualTo("Failed");
  }

  private JsonNode convert(String fields) {
    return DocumentsUnderTest.succeed(
        202,
        pinecone.control(
            "POST",
            "/indexes/vectors/convert",
            "{'name':'converted','schema':{'fields':" + fields + "}}"));
  }
}
