package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.bulk.NamespaceSwap;
import io.pinelink.bulk.NamespaceSwapReport;
import io.pinelink.internal.response.NamespaceResponses;
import io.pinelink.model.Vector;
import io.pinelink.namespaces.CreateNamespaceRequest;
import io.pinelink.spi.AliasOperations;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.Operation;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests of the facade for namespaces and aliases, which all kinds of indexes share. */
class NamespacesTest extends ClientScene {
  private final Pinelink client = builder().build();

  private void assertCalled(
      CompletableFuture<?> call, Operation<?, ?> operation, String namespace) {
    FakeTransport transport = operation.name().contains("Alias") ? rest : grpc;
    FakeTransport.Call sent = transport.next();
    assertThat(sent.operation()).isEqualTo(operation);
    assertThat(sent.context().namespace()).as(operation.name()).isEqualTo(namespace);
    assertThat(call).isNotDone();
  }

  private void assertIgnoresNoView(AsyncNamespaces<?> namespaces) {
    assertCalled(namespaces.create("a"), DataOperations.CREATE_NAMESPACE, "a");
    assertCalled(
        namespaces.create(CreateNamespaceRequest.named("b")), DataOperations.CREATE_NAMESPACE, "b");
    assertCalled(namespaces.describe("c"), DataOperations.DESCRIBE_NAMESPACE, "c");
    assertCalled(namespaces.list(), DataOperations.LIST_NAMESPACES, "");
    assertCalled(namespaces.delete("d"), DataOperations.DELETE_NAMESPACE, "d");
    assertCalled(namespaces.createAlias("live", "a"), AliasOperations.CREATE_NAMESPACE_ALIAS, "");
    assertCalled(namespaces.describeAlias("live"), AliasOperations.DESCRIBE_NAMESPACE_ALIAS, "");
    assertCalled(namespaces.listAliases(), AliasOperations.LIST_NAMESPACE_ALIASES, "");
    assertCalled(namespaces.repointAlias("live", "b"), AliasOperations.REPOINT_NAMESPACE_ALIAS, "");
    assertCalled(namespaces.deleteAlias("live"), AliasOperations.DELETE_NAMESPACE_ALIAS, "");
  }

  @Test
  void namespacesOfViewsBelongToTheWholeIndex() {
    assertIgnoresNoView(client.indexAt(PUBLIC).namespace("view").async().namespaces());
    assertIgnoresNoView(client.indexAt(PUBLIC).namespace("view").namespaces().async());
    assertIgnoresNoView(client.recordsAt(PUBLIC).namespace("view").namespaces().async());
    assertIgnoresNoView(client.documentsAt(PUBLIC).namespace("view").async().namespaces());
    assertIgnoresNoView(client.documentsAt(PUBLIC).namespace("view").namespaces().async());
  }

  @Test
  void callOptionsApplyToNamespaces() {
    Namespaces<?> namespaces =
        client.indexAt(PUBLIC).namespaces().with(CallOptions.defaults().header("tenant", "t-1"));
    assertThat(namespaces.async().describe("a")).isNotDone();
    assertThat(grpc.next().context().headers().names()).containsExactly("tenant");
  }

  @Test
  void swapLoadsTheNamespaceThatItNames() {
    rest.answering(
        new NamespaceResponses.NamespaceAliasResult(
            "live", "v1", Optional.empty(), Optional.empty(), FOUND.info()));
    CompletableFuture<NamespaceSwapReport> swap =
        client
            .indexAt(PUBLIC)
            .namespace("view")
            .async()
            .namespaces()
            .swap(
                NamespaceSwap.of("live", "v2"),
                BulkSource.of(List.of(Vector.of("a", new float[] {1}))),
                BulkOptions.builder().awaitVisible(Duration.ofMinutes(1)).build());
    assertThat(rest.next().operation()).isEqualTo(AliasOperations.DESCRIBE_NAMESPACE_ALIAS);
    FakeTransport.Call upsert = grpc.next();
    assertThat(upsert.operation()).isEqualTo(DataOperations.UPSERT);
    assertThat(upsert.context().namespace()).isEqualTo("v2");
    swap.cancel(true);
  }

  @Test
  void noIndexRepeatsTheMethodsOfNamespaces() {
    assertThat(
            Stream.of(
                    Index.class,
                    AsyncIndex.class,
                    RecordIndex.class,
                    AsyncRecordIndex.class,
                    DocumentIndex.class,
                    AsyncDocumentIndex.class,
                    TypedDocumentIndex.class,
                    AsyncTypedDocumentIndex.class)
                .flatMap(type -> Stream.of(type.getMethods()))
                .map(Method::getName)
                .filter(name -> name.contains("Namespace") || name.contains("Alias")))
        .containsOnly("queryNamespaces");
  }
}
