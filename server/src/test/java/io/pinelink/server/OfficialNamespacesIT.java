package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.pinecone.clients.AsyncIndex;
import io.pinecone.clients.Index;
import io.pinecone.clients.Pinecone;
import io.pinecone.proto.ListNamespacesResponse;
import io.pinecone.proto.MetadataFieldProperties;
import io.pinecone.proto.MetadataSchema;
import io.pinecone.proto.NamespaceDescription;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests namespaces with the official Java client, which uses gRPC for them. */
class OfficialNamespacesIT {
  private EmbeddedPinecone server;
  private Pinecone pinecone;
  private String name;
  private Index index;

  @BeforeEach
  void start() {
    server = EmbeddedPinecone.builder().localMode().start();
    pinecone = OfficialClients.of(server);
    name = OfficialClients.unique(server, "namespaces");
    pinecone.createServerlessIndex(name, "cosine", 2, "aws", "us-east-1", "disabled", null);
    index = pinecone.getIndexConnection(name);
  }

  @AfterEach
  void stop() {
    index.close();
    server.close();
  }

  @Test
  void aNamespaceIsCreatedDescribedAndDeleted() {
    assertThat(index.createNamespace("made").getRecordCount()).isZero();
    index.upsert("a", List.of(1f, 0f), "made");

    NamespaceDescription described = index.describeNamespace("made");
    assertThat(described.getName()).isEqualTo("made");
    assertThat(described.getRecordCount()).isEqualTo(1);

    index.deleteNamespace("made");
    assertThatThrownBy(() -> index.describeNamespace("made"))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND));
  }

  @Test
  void theSchemaOfANamespaceIsReturned() {
    MetadataSchema schema =
        MetadataSchema.newBuilder()
            .putFields("lang", MetadataFieldProperties.newBuilder().setFilterable(true).build())
            .build();

    assertThat(index.createNamespace("made", schema).getSchema()).isEqualTo(schema);
    assertThat(index.describeNamespace("made").getIndexedFields().getFieldsList())
        .containsExactly("lang");
  }

  @Test
  void aTakenNameIsRefused() {
    index.createNamespace("made");

    assertThatThrownBy(() -> index.createNamespace("made"))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.ALREADY_EXISTS));
  }

  @Test
  void namespacesAreListedInPagesAndByPrefix() {
    List.of("en-1", "en-2", "et-1").forEach(index::createNamespace);

    ListNamespacesResponse first = index.listNamespaces("e", null, 2);
    assertThat(names(first)).containsExactly("en-1", "en-2");
    assertThat(first.getTotalCount()).isEqualTo(3);
    ListNamespacesResponse second = index.listNamespaces("e", first.getPagination().getNext(), 2);
    assertThat(names(second)).containsExactly("et-1");
    assertThat(second.hasPagination()).isFalse();
    assertThat(names(index.listNamespaces()))
        .containsExactly("__default__", "en-1", "en-2", "et-1");
  }

  @Test
  void theAsyncIndexManagesNamespacesToo() throws Exception {
    // It shares the connection with the index of the same name, which closes it.
    AsyncIndex async = pinecone.getAsyncIndexConnection(name);

    assertThat(async.createNamespace("made").get().getName()).isEqualTo("made");
    assertThat(names(async.listNamespaces("ma", null, 10).get())).containsExactly("made");
    async.deleteNamespace("made").get();
    assertThat(names(async.listNamespaces("ma", null, 10).get())).isEmpty();
  }

  private static List<String> names(ListNamespacesResponse listed) {
    return listed.getNamespacesList().stream().map(NamespaceDescription::getName).toList();
  }
}
