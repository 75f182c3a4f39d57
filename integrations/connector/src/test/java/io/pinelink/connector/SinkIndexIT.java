package io.pinelink.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.Pinelink;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.QuotaResource;
import io.pinelink.error.ServiceException;
import io.pinelink.retry.RetryOptions;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.server.FaultRule;
import io.pinelink.server.RecordedRequest;
import io.pinelink.testsupport.Indexes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests what a connector asks an index at its start. */
class SinkIndexIT {
  private static EmbeddedPinecone server;
  private static Pinelink client;
  private static SinkIndex articles;

  @BeforeAll
  static void openADocumentIndex() {
    server = EmbeddedPinecone.start();
    client = server.clientBuilder().retryOptions(RetryOptions.none()).build();
    client
        .controlPlane()
        .createDocumentIndex(
            CreateDocumentIndexRequest.builder(
                    "articles",
                    IndexSchema.builder().text("title", FullTextSearch.defaults()).build(),
                    Indexes.REGION)
                .build());
    articles = IndexTarget.named(IndexTarget.Kind.DOCUMENTS, "articles").sink(client);
  }

  @AfterAll
  static void stopTheServer() {
    client.close();
    server.close();
  }

  @AfterEach
  void removeFaults() {
    server.faults().clear();
    server.clearRequests();
  }

  @Test
  void aConnectorStartsOnADocumentIndexWithoutStatistics() {
    server
        .faults()
        .add(
            FaultRule.builder(Fault.refuse(ErrorCode.UNIMPLEMENTED, "not yet supported"))
                .operations("describeIndexStats")
                .build());
    server.clearRequests();

    articles.verify();

    assertThat(server.requests())
        .extracting(RecordedRequest::operation)
        .containsExactly("describeIndexStats", "fetchDocuments");
  }

  @Test
  void aConnectorStartsWhileReadsOfDocumentsAreRefusedForAQuota() {
    server
        .faults()
        .add(
            FaultRule.builder(Fault.quotaExhausted(QuotaResource.EGRESS, 1_000_000_000))
                .operations("fetchDocuments")
                .build());

    articles.verify();

    server.faults().add(FaultRule.always(Fault.refuse(ErrorCode.PERMISSION_DENIED, "no")));
    assertThatThrownBy(articles::verify).isInstanceOf(ServiceException.class);
  }
}
